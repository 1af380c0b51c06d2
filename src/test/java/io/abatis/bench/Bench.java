package io.abatis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and prints one table: {@code mvn -q -Pbench verify}. The property {@code bench} names parts, {@code bench.quick} and {@code bench.long} say how much of them.
 */
final class Bench {

    private static final String FILE = "results.json";

    private Bench() {}

    /**
     * Runs what the properties say.
     *
     * @param args the folder for results
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Plan plan = Plan.of(System.getProperty("bench", "all"), size());
            Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
            run(plan, folder);
        } catch (IllegalArgumentException | IOException | RunnerException e) {
            System.err.println("no benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Plan.Size size() {
        return Boolean.getBoolean("bench.quick")
                ? Plan.Size.QUICK
                : Boolean.getBoolean("bench.long") ? Plan.Size.LONG : Plan.Size.USUAL;
    }

    private static void run(Plan plan, Path folder) throws RunnerException, IOException, InterruptedException {
        Instant date = Instant.now();
        say("benchmarks " + String.join(", ", plan.parts()) + "; leave the machine alone meanwhile");
        Map<String, Figure> printed = new TreeMap<>();
        if (plan.has("memory")) {
            say("memory of " + plan.memory().get(0) + " clients");
            printed.putAll(process(MemoryBench.class, plan.memory(), "-Xmx6g", "-XX:+UseSerialGC"));
        }
        if (plan.has("http")) {
            say("HTTP over loopback: " + plan.http().get(0) + " pairs of turns of "
                    + plan.http().get(1) + " ms");
            printed.putAll(process(HttpBench.class, plan.http(), "-Xmx2g", Rounds.QUIET));
        }
        if (plan.has("startup")) {
            say("start-up of " + plan.starts().get(0) + " filters");
            printed.putAll(process(StartBench.class, plan.starts()));
        }
        if (plan.has("logs")) {
            say("replay of, and training on, " + plan.logs().get(0) + " lines");
            printed.putAll(process(LogBench.class, plan.logs()));
        }
        Map<String, Measured> measured = new Rounds(plan, Bench::say).run();
        Report report = new Report(new Comparison(plan, measured, printed).rows(), measured, printed);
        report.write(folder.resolve(FILE), date, plan);
        System.out.println(date + ", " + Report.machine() + "\n\n" + report.text());
        System.out.println(Contender.SETTINGS);
        System.out.println("written to " + folder.resolve(FILE));
    }

    /** Progress, apart from the table. */
    private static void say(String what) {
        System.err.println(what);
    }

    /** Runs a main class in a JVM of its own, and reads the lines of key and value that it prints; a key that comes again is another round. */
    private static Map<String, Figure> process(Class<?> main, List<String> arguments, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, List<Double>> values = new TreeMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                values.computeIfAbsent(line.substring(0, blank), key -> new ArrayList<>())
                        .add(Double.valueOf(line.substring(blank + 1)));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(main.getSimpleName() + " failed; what it says about that stands above");
        }
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Figure(entry.getValue())));
    }
}
