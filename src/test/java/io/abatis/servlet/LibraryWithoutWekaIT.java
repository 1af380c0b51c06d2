package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library by itself: what is in its jar, and that it runs with nothing but its declared needs. */
final class LibraryWithoutWekaIT {

    private static final long MOST_BYTES = 1_500_000;

    @TempDir
    Path folder;

    @Test
    void library_itsNeedsAlone_refusesAttackersAndServesOthers() throws Exception {
        Path classes = testClassesOfTheApplication();
        Path config =
                Files.writeString(folder.resolve("own.conf"), TestSite.ENFORCE + "abatis.call-log.file = calls.csv");
        List<Path> classPath = new ArrayList<>(Packages.libraryAndNeeds());
        classPath.addAll(Packages.jetty());
        classPath.add(classes);

        Packages.Ended ended = Packages.java(
                folder,
                List.of(
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        "-D" + AbatisFilter.CONFIG_PROPERTY + "=" + config,
                        PlainApplication.class.getName()));

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("weka.core.Instances absent", "picocli.CommandLine absent", "attacker 403", "benign 200")
                .doesNotContain(" present", "NoClassDefFoundError", "Exception");
    }

    /** Only the main class and what it uses: no other class of the tests gets onto that class path. */
    private Path testClassesOfTheApplication() throws Exception {
        Path target = Files.createDirectories(folder.resolve("classes/io/abatis/servlet"));
        Path source = Path.of(PlainApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.list(source.resolve("io/abatis/servlet"))) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("PlainApplication") || name.startsWith("Wire")) {
                    Files.copy(file, target.resolve(name));
                }
            }
        }
        return folder.resolve("classes");
    }

    @Test
    void libraryJar_entries_areTheLibraryAlone() throws Exception {
        try (ZipFile jar = new ZipFile(Packages.library().toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains(
                            "io/abatis/servlet/AbatisFilter.class",
                            "META-INF/web-fragment.xml",
                            "io/abatis/spring/AbatisAutoConfiguration.class",
                            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                            "io/abatis/admin/AdminServlets.class",
                            "io/abatis/admin/openapi.yaml",
                            "io/abatis/admin/pages/admin/files.txt",
                            "io/abatis/defaults/abatis.conf",
                            "io/abatis/defaults/default.model")
                    .noneMatch(name -> name.matches("io/abatis/(training|cli|demo|load)/.+"))
                    .noneMatch(name -> name.contains("webapp") || name.contains("logback"))
                    .allMatch(name -> name.startsWith("META-INF/") || name.startsWith("io/"));
        }
        assertThat(Files.size(Packages.library())).isBetween(50_000L, MOST_BYTES);
    }

    @Test
    void libraryJar_defaults_areTheOperatorsFiles() throws Exception {
        try (ZipFile jar = new ZipFile(Packages.library().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("io/abatis/defaults/abatis.conf"))) {
            assertThat(in).hasSameContentAs(Files.newInputStream(Path.of("config/abatis.conf")));
        }
    }
}
