package io.abatis.gateway;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A process of its own that says on its standard output when it is ready. */
final class Child implements AutoCloseable {

    private final Process process;
    private final String found;

    private Child(Process process, String found) {
        this.process = process;
        this.found = found;
    }

    /** Starts it and waits for a line with this in it; what its first group matches is {@link #found}. */
    static Child start(Path folder, String ready, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("said.txt").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Pattern pattern = Pattern.compile(ready);
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return new Child(process, matcher.group(1));
            }
        }
        process.destroyForcibly();
        throw new AssertionError(command + " was never ready: " + said + ", see " + folder);
    }

    /** This Java with the tests' class path. */
    static List<String> java(String... arguments) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String absolute = Arrays.stream(all.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m", "-cp", absolute));
        command.addAll(List.of(arguments));
        return command;
    }

    String found() {
        return found;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, as Ctrl-C does, and waits; its exit code. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
