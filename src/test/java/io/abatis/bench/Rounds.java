package io.abatis.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures points in rounds: every point once, then every point again. What is compared is so measured close together, and a machine that gets slower meanwhile does so for
 * all.
 */
final class Rounds {

    /** What a filter would log is no part of what is measured, neither ours nor another's. */
    static final String QUIET = "-Dlogback.configurationFile=io/abatis/bench/logback.xml";

    private final Plan plan;
    private final Consumer<String> progress;
    private final Map<Point, List<RunResult>> results = new LinkedHashMap<>();

    Rounds(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures. */
    Map<String, Measured> run() throws RunnerException {
        List<Point> points = plan.points();
        int most = points.stream().mapToInt(Point::rounds).max().orElse(0);
        int runs = points.stream().mapToInt(Point::rounds).sum();
        int done = 0;
        long start = System.nanoTime();
        for (int round = 0; round < most; round++) {
            for (Point point : points) {
                if (round < point.rounds()) {
                    progress.accept(++done + " of " + runs + left(start, done - 1, runs) + ": " + point.name());
                    RunResult result = new Runner(options(point)).runSingle();
                    results.computeIfAbsent(point, key -> new ArrayList<>()).add(result);
                    progress.accept(
                            "    " + Row.number(result.getPrimaryResult().getScore()) + " ns");
                }
            }
        }
        Map<String, Measured> measured = new LinkedHashMap<>();
        results.forEach((point, found) -> measured.put(point.name(), measured(found)));
        return measured;
    }

    private static String left(long start, int done, int runs) {
        if (done == 0) {
            return "";
        }
        long seconds = (System.nanoTime() - start) / done * (runs - done) / 1_000_000_000;
        return String.format(Locale.ROOT, ", about %d:%02d left", seconds / 60, seconds % 60);
    }

    private Options options(Point point) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + point.benchmark().replace(".", "\\.") + "$")
                .forks(1)
                .threads(point.threads())
                .warmupIterations(plan.size().warmUps())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(plan.size().iterations())
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .jvmArgs(point.heap(), QUIET)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        point.parameters().forEach(options::param);
        return options.build();
    }

    private static Measured measured(List<RunResult> rounds) {
        Figure nanos = new Figure(rounds.stream()
                .map(round -> round.getPrimaryResult().getScore())
                .toList());
        return new Measured(nanos, second(rounds, CpuTime.LABEL), second(rounds, "gc.alloc.rate.norm"));
    }

    private static @Nullable Figure second(List<RunResult> rounds, String label) {
        List<Double> found = new ArrayList<>();
        for (RunResult round : rounds) {
            for (String key : round.getSecondaryResults().keySet()) {
                if (key.endsWith(label)) {
                    found.add(round.getSecondaryResults().get(key).getScore());
                }
            }
        }
        return found.isEmpty() ? null : new Figure(found);
    }
}
