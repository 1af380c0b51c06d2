package io.abatis.bench;

import io.abatis.forest.ShippedModel;
import io.abatis.gate.Policy;
import io.abatis.traffic.Labels;
import io.abatis.traffic.LogReader;
import io.abatis.traffic.Reading;
import io.abatis.training.Replay;
import io.abatis.training.Training;
import io.abatis.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How many lines of an access log are replayed and trained on in a second, and with how much memory, each in a process of its own. Replays come in rounds: the first is of a process that has just
 * begun. Prints lines of {@code key value} for {@link Bench}.
 */
final class LogBench {

    private static final List<String> REPLAY = List.of("-Xmx256m", Rounds.QUIET);
    private static final List<String> TRAINING = List.of("-Xmx640m", Rounds.QUIET);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private LogBench() {}

    /**
     * Measures.
     *
     * @param args how many lines, and how many rounds of replays; or what a process of its own is to do
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "replay" -> replay(Path.of(args[1]), Integer.parseInt(args[2]), System.out);
            case "train" -> train(Path.of(args[1]), System.out);
            default -> measure(Integer.parseInt(args[0]), args[1]);
        }
    }

    private static void measure(int lines, String rounds) throws IOException, InterruptedException {
        Path log = Files.createTempFile("abatis-bench", ".log");
        try {
            SiteLog.write(lines, log);
            Fork.run(LogBench.class, REPLAY, List.of("replay", log.toString(), rounds));
            Fork.run(LogBench.class, TRAINING, List.of("train", log.toString()));
        } finally {
            Files.delete(log);
        }
    }

    /** @param rounds how often after the first time */
    static void replay(Path log, int rounds, PrintStream out) throws IOException {
        for (int round = 0; round <= rounds; round++) {
            Watch watch = new Watch();
            Replay replay = new Replay(ShippedModel.read(), Policy.observing());
            long lines = LogReader.read(log, replay).entries();
            long clients = replay.decisions().size();
            watch.report(round == 0 ? "replay.first" : "replay", lines, out);
            if (round == 0) {
                out.printf(Locale.ROOT, "replay.clients %d%n", clients);
            }
        }
        reportMemory("replay", out);
    }

    static void train(Path log, PrintStream out) throws IOException {
        long[] lines = new long[1];
        Watch watch = new Watch();
        Training training = new Training(
                new TrainingPlan(.001, 100, 1),
                (stage, done, total) -> {},
                Reading.DEFAULT,
                (file, result) -> lines[0] += result.entries());
        training.train(List.of(log), Labels.benign(List.of(SiteLog.BENIGN)), "their networks", false);
        watch.report("train", lines[0], out);
        reportMemory("train", out);
    }

    /** The most memory that the process has had in use, heap and all else, as Linux counts it; not told elsewhere. */
    private static void reportMemory(String what, PrintStream out) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                double kibibytes = Double.parseDouble(line.replaceAll("\\D", ""));
                out.printf(Locale.ROOT, "%s.resident-megabytes %.0f%n", what, kibibytes * 1_024 / 1e6);
            }
        }
    }

    /** Time, and the processor time of all threads, those that compile and collect garbage among them. */
    private static final class Watch {
        private final long start = System.nanoTime();
        private final Duration spent = spent();

        private static Duration spent() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }

        void report(String what, long lines, PrintStream out) {
            double seconds = (System.nanoTime() - start) / 1e9;
            double processor = spent().minus(spent).toNanos() / 1e9;
            out.printf(Locale.ROOT, "%s.seconds %.3f%n", what, seconds);
            out.printf(Locale.ROOT, "%s.lines-a-second %.0f%n", what, lines / seconds);
            out.printf(Locale.ROOT, "%s.lines-a-processor-second %.0f%n", what, lines / processor);
        }
    }
}
