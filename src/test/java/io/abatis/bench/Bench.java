package io.abatis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks and prints one table: {@code mvn -q -Pbench verify}. The property {@code bench} names parts, {@code bench.quick} and {@code bench.long} say how much of them,
 * {@code bench.soak} how long the soak lasts.
 */
final class Bench {

    private static final String FILE = "results.json";

    /** A heap that neither grows nor shrinks, and a server that gives up where it is too small. */
    private static final String[] SOAKED = {"-Xms1g", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError", Rounds.QUIET};

    private Bench() {}

    /**
     * Runs what the properties say.
     *
     * @param args the folder for results
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Plan plan = Plan.of(System.getProperty("bench", "all"), size());
            Duration soak = plan.soak(System.getProperty("bench.soak", ""));
            Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
            run(plan, soak, folder);
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

    private static void run(Plan plan, Duration soak, Path folder)
            throws RunnerException, IOException, InterruptedException {
        Instant date = Instant.now();
        say("benchmarks " + String.join(", ", plan.parts()) + "; leave the machine alone meanwhile");
        Map<String, Figure> printed = new TreeMap<>();
        if (plan.has("memory")) {
            say("memory of " + plan.memory().get(0) + " clients");
            printed.putAll(process(MemoryBench.class, plan.memory(), "-Xmx6g", "-XX:+UseSerialGC"));
        }
        if (plan.has("http")) {
            say("HTTP over loopback: " + plan.http().get(0) + " rounds of turns of "
                    + plan.http().get(1) + " ms");
            printed.putAll(process(HttpBench.class, plan.http(), "-Xmx2g", Rounds.QUIET));
        }
        if (plan.has("scaling")) {
            say("verdicts of more and more trees, columns and nodes: training first");
            printed.putAll(process(ScalingBench.class, plan.scaling(), "-Xmx2g"));
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
        if (plan.has("scaling")) {
            for (Map.Entry<String, String> image :
                    ScalingPlots.of(measured, printed).entrySet()) {
                Files.writeString(folder.resolve(image.getKey()), image.getValue());
            }
        }
        if (plan.has("soak")) {
            say("soak for " + soak.toMinutes() + ":" + String.format(Locale.ROOT, "%02d", soak.toSecondsPart())
                    + " minutes");
            List<String> server = command(SoakServer.class, List.of(Integer.toString(Soak.CLIENTS)), SOAKED);
            printed.putAll(new Soak(soak, folder, Bench::say).run(server));
        }
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

    /** What starts a main class in a JVM of its own. */
    static List<String> command(Class<?> main, List<String> arguments, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** Runs a main class in a JVM of its own, and reads the lines of key and value that it prints; a key that comes again is another round. */
    private static Map<String, Figure> process(Class<?> main, List<String> arguments, String... options)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(main, arguments, options))
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
