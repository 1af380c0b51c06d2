package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executable jar as an operator runs it, in a process of its own. */
final class StandaloneJarIT {

    @TempDir
    Path folder;

    private Packages.Ended run(String... arguments) throws Exception {
        return Packages.java(
                folder,
                Stream.concat(Stream.of("-jar", Packages.standalone().toString()), Stream.of(arguments))
                        .toList());
    }

    @Test
    void help_listsTheCommands() throws Exception {
        Packages.Ended ended = run("--help");

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("generate", "tabulate", "train", "evaluate", "replay", "inspect", "load");
    }

    @Test
    void version_namesTheVersionOfTheBuild() throws Exception {
        Packages.Ended ended = run("--version");

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said()).containsPattern("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void generate_givenSeed_writesTheSameBytesAsEver() throws Exception {
        Packages.Ended ended = run("generate", "--out", "calls.csv", "--seed", "52", "--notation", "colons");

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("9320", "680");
        assertThat(Files.size(folder.resolve("calls.csv"))).isEqualTo(314_158);
    }

    @Test
    void inspect_shippedModel_showsItsCard() throws Exception {
        Packages.Ended ended =
                run("inspect", Path.of("config/default.model").toAbsolutePath().toString());

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("threshold", "budget", "warm-up", "generated sites");
    }

    @Test
    void inspect_noModel_isOneClearLine() throws Exception {
        Files.writeString(folder.resolve("x.model"), "no model");

        Packages.Ended ended = run("inspect", "x.model");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said().lines()).singleElement().asString().contains("x.model");
    }

    @Test
    void command_unknown_isWrongUsage() throws Exception {
        assertThat(run("abracadabra").exit()).isEqualTo(2);
    }

    /** Each of these comes from several of the jars that were merged. */
    @ParameterizedTest
    @ValueSource(
            strings = {"org.eclipse.jetty.http.HttpFieldPreEncoder", "org.eclipse.jetty.ee11.webapp.Configuration"})
    void services_ofJetty_areMerged(String service) throws Exception {
        String entry = "META-INF/services/" + service;
        List<String> merged = services(Packages.standalone(), entry);

        assertThat(merged).isNotEmpty();
        for (Path jar : Packages.jetty()) {
            if (!jar.toString().matches(".*(annotations|plus|jndi).*")) {
                assertThat(merged).as(jar.toString()).containsAll(services(jar, entry));
            }
        }
    }

    private static List<String> services(Path file, String name) throws Exception {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            if (jar.getEntry(name) == null) {
                return List.of();
            }
            try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
    }

    @Test
    void sbom_afterTheBuild_namesWhatIsInTheJar() throws Exception {
        Path sbom = Packages.library().resolveSibling("abatis-sbom.json");

        assertThat(Files.readString(sbom))
                .contains("CycloneDX", "weka-stable", "slf4j-api")
                .doesNotContain("junit", "spring", "undertow", "tomcat");
        try (ZipFile jar = new ZipFile(Packages.standalone().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.matches("(org/springframework|org/apache/catalina|io/undertow)/.*"));
        }
    }
}
