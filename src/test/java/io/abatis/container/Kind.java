package io.abatis.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A container, and which jars make it: of those that the build has left, the ones whose folder and name match. */
enum Kind {
    JETTY_TEN("JettyTen", "servlet-6.0/jakarta.servlet-api-", "jetty-(?!ee11|annotations|plus|jndi)", "slf4j-api-"),
    JETTY_ELEVEN(
            "JettyEleven",
            "jakarta.servlet-api-6.1",
            "jakarta.websocket-(client-)?api-2.2",
            "jetty-(?!ee10|annotations|plus|jndi)",
            "slf4j-api-"),
    TOMCAT_TEN("TomcatAlone", "tomcat-10/"),
    TOMCAT_ELEVEN("TomcatAlone", "tomcat-embed-(core|websocket)-11", "jakarta.annotation-api-"),
    UNDERTOW("UndertowAlone", "servlet-6.0/", "jakarta.annotation-api-", "(undertow|xnio|jboss|wildfly|smallrye)-"),
    SPRING_BOOT_THREE(
            "SpringBoot", "spring-", "micrometer-(commons|observation)-1.15", "tomcat-10/", "jakarta.annotation-api-"),
    SPRING_BOOT_FOUR(
            "SpringBoot", "spring-boot-4/", "jspecify-", "tomcat-embed-(core|websocket)-11", "jakarta.annotation-api-");

    private static final Path LEFT = Path.of("target/containers");
    private static final Path CLASS_PATH = LEFT.resolve("class-path.txt");
    private static final List<String> LIBRARY_NEEDS =
            List.of("slf4j-api-", "config-\\d", "fastcsv-", "rotating-fos-", "h2-mvstore-", "jspecify-");

    private final String main;
    private final Pattern jars;

    Kind(String main, String... jars) {
        this.main = main;
        this.jars = any(List.of(jars));
    }

    private static Pattern any(List<String> beginnings) {
        return Pattern.compile("(" + String.join("|", beginnings) + ")[^/]*\\.jar");
    }

    /** The class that runs it. */
    String main() {
        return "io.abatis.container.server." + main;
    }

    List<Path> jars() throws IOException {
        return all(jars);
    }

    static List<Path> libraryNeeds() throws IOException {
        return all(any(LIBRARY_NEEDS));
    }

    private static List<Path> all(Pattern wanted) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : Files.readString(CLASS_PATH).strip().split(Pattern.quote(File.pathSeparator), -1)) {
            Path jar = Path.of(entry);
            if (wanted.matcher(String.valueOf(jar.getFileName())).matches()) {
                jars.add(jar);
            }
        }
        try (var files = Files.walk(LEFT)) {
            files.filter(file -> wanted.matcher(LEFT.relativize(file).toString().replace('\\', '/'))
                            .matches())
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .forEach(jars::add);
        }
        return jars;
    }
}
