package io.abatis.servlet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that the build leaves, and those on the class path of this test. */
final class Packages {

    /** What an application gets with the library, and nothing else. */
    static final List<String> LIBRARY_NEEDS =
            List.of("slf4j-api", "config", "fastcsv", "rotating-fos", "h2-mvstore", "jspecify");

    private static final long PATIENCE_SECONDS = 60;

    private Packages() {}

    static Path library() {
        return Path.of(System.getProperty("abatis.jar", "target/abatis.jar")).toAbsolutePath();
    }

    static Path standalone() {
        return Path.of(System.getProperty("abatis.standalone.jar", "target/abatis-standalone.jar"))
                .toAbsolutePath();
    }

    /** The jar of an artifact, whatever its version. */
    static Path jar(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-\\d[^/]*\\.jar");
        return classPath()
                .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + artifact + " on the class path"));
    }

    static List<Path> libraryAndNeeds() {
        return Stream.concat(Stream.of(library()), LIBRARY_NEEDS.stream().map(Packages::jar))
                .toList();
    }

    /** All jars of Jetty and the API that it brings. */
    static List<Path> jetty() {
        return classPath()
                .filter(file -> file.toString().matches(".*[/\\\\](jetty-|jakarta\\.)[^/\\\\]*\\.jar"))
                .toList();
    }

    static Stream<Path> classPath() {
        String surefire = System.getProperty("surefire.test.class.path", "");
        String all = System.getProperty("java.class.path") + File.pathSeparator + surefire;
        return Arrays.stream(all.split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .distinct();
    }

    /** How a process ended, and what it said on both streams. */
    record Ended(int exit, String said) {}

    /** Runs the Java of this test with these arguments. */
    static Ended java(Path folder, List<String> arguments) throws IOException, InterruptedException {
        return java(folder, PATIENCE_SECONDS, arguments);
    }

    static Ended java(Path folder, long patienceSeconds, List<String> arguments)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(program), arguments.stream()).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + arguments);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
