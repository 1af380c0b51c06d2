package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.forest.Model;
import io.abatis.traffic.Labels.Label;
import io.abatis.training.DetectionResult.Judge;
import io.abatis.training.DetectionResult.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how soon a forest flags attackers, beside the fastest tests that know the true distributions, at the same rates of false positives on the same
 * clients. Not safe for threads.
 */
public final class DetectionBench {

    /** The rates of false positives that thresholds are calibrated for: shares of benign clients flagged within a life. */
    public static final List<String> RATES = List.of("0.01", "0.001");

    /** So many benign clients are beyond the threshold of the lowest rate. */
    private static final int BEYOND_LOWEST_RATE = 10;

    private static final int BENIGN_HISTORIES = 200;
    private static final int BENIGN_CALLS = TrainingPlan.LIFE;
    private static final int HOSTILE_HISTORIES = 100;
    private static final int HOSTILE_CALLS = 200;
    private static final double BUDGET = .001;
    private static final int FIRST_ADDRESS = 0x0a000001; // 10.0.0.1
    private static final long GAP_MILLIS = 1_000;
    private static final int STEPS = 8;
    private static final int TRAINING_STEPS = 4;

    /** Which clients a generator of random numbers is for. */
    private enum Purpose {
        BENIGN_HISTORY(1),
        HOSTILE_HISTORY(2),
        BENIGN(3),
        FRESH(4),
        TURNED(5),
        MIMICRY(6);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private final DetectionPlan plan;
    private final Progress progress;
    private int setting;

    /**
     * @param plan what to measure
     * @param progress hears how far it has come
     */
    public DetectionBench(DetectionPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures every setting of the plan: for each number of routes every bias. */
    public List<DetectionResult> run() {
        List<DetectionResult> results = new ArrayList<>();
        setting = 0;
        for (int routes : plan.routes()) {
            for (double bias : plan.biases()) {
                results.add(measure(routes, bias));
                setting++;
            }
        }
        return results;
    }

    private DetectionResult measure(int routes, double bias) {
        TrueTraffic traffic = new TrueTraffic(routes, bias);
        Model given = plan.givenFor(routes);
        if (!traffic.hasBothKinds()) {
            return new DetectionResult(bias, routes, given != null, 0, List.of(), List.of());
        }
        String name = "bias " + bias + ", " + routes + " routes: ";
        long seed = mix(mix(plan.seed() ^ Double.doubleToLongBits(bias)) + routes);
        Model model = given == null ? train(traffic, routes, seed, name) : given;
        double[] logOdds = traffic.logOdds();
        Map<Judge, Supplier<Detector>> judges = new EnumMap<>(Judge.class);
        judges.put(Judge.SPRT, () -> Oracle.sprt(logOdds));
        judges.put(Judge.CUSUM, () -> Oracle.cusum(logOdds));
        judges.put(Judge.FOREST, ForestDetector.of(model, TrueTraffic.names(routes)));
        judges.put(Judge.DOS_FILTER, () -> new RequestRate(GAP_MILLIS));
        int benign = benignClients();
        List<Row> rows = new ArrayList<>();
        List<RocPoint> roc = new ArrayList<>();
        int step = TRAINING_STEPS;
        for (Map.Entry<Judge, Supplier<Detector>> judge : judges.entrySet()) {
            at(name + judge.getKey().word(), step++);
            Trial trial = trial(
                    judge.getKey(),
                    judge.getValue(),
                    traffic,
                    seed,
                    model.card().threshold(),
                    benign);
            rows.addAll(trial.rows());
            roc.addAll(trial.roc());
        }
        at(name + "done", STEPS);
        rows.sort(Comparator.comparingInt((Row row) -> order(row.rate())).thenComparing(Row::judge));
        return new DetectionResult(bias, routes, given != null, benign, rows, roc);
    }

    private static int order(String rate) {
        int index = RATES.indexOf(rate);
        return index < 0 ? RATES.size() : index;
    }

    private void at(String stage, int step) {
        int settings = plan.routes().size() * plan.biases().size();
        progress.at(stage, (long) setting * STEPS + step, (long) settings * STEPS);
    }

    private int benignClients() {
        double lowest = RATES.stream().mapToDouble(Double::parseDouble).min().orElseThrow();
        return Math.max(plan.clients(), (int) Math.ceil(BEYOND_LOWEST_RATE / lowest));
    }

    private Model train(TrueTraffic traffic, int routes, long seed, String name) {
        List<String> names = TrueTraffic.names(routes);
        List<History> histories = new ArrayList<>();
        for (int client = 0; client < BENIGN_HISTORIES; client++) {
            SplittableRandom random = random(seed, Purpose.BENIGN_HISTORY, client);
            histories.add(
                    history(FIRST_ADDRESS + client, Label.BENIGN, traffic.benignLife(BENIGN_CALLS, random), names));
        }
        for (int client = 0; client < HOSTILE_HISTORIES; client++) {
            SplittableRandom random = random(seed, Purpose.HOSTILE_HISTORY, client);
            int[] calls = traffic.attackersLife(AttackerKind.FRESH, HOSTILE_CALLS, random);
            histories.add(history(FIRST_ADDRESS + BENIGN_HISTORIES + client, Label.MALICIOUS, calls, names));
        }
        long lines = (long) BENIGN_HISTORIES * BENIGN_CALLS + (long) HOSTILE_HISTORIES * HOSTILE_CALLS;
        Progress share = (stage, done, total) -> at(name + stage, (int) (done * TRAINING_STEPS / total));
        return new Trainer(new TrainingPlan(BUDGET, plan.trees(), plan.seed()), Set.of(), share)
                .train(histories, new CardWriter(List.of(), lines, "simulated"));
    }

    private static History history(int address, Label label, int[] calls, List<String> names) {
        return new History(
                Ip.ofV4(address),
                label,
                Arrays.stream(calls)
                        .mapToObj(call -> PastCall.named(names.get(call)))
                        .toList());
    }

    /** What one judge has shown. */
    private record Trial(List<Row> rows, List<RocPoint> roc) {}

    private Trial trial(
            Judge judge, Supplier<Detector> detectors, TrueTraffic traffic, long seed, double card, int benign) {
        double[] peaks = IntStream.range(0, benign)
                .parallel()
                .mapToDouble(client -> detectors
                        .get()
                        .peak(traffic.benignLife(TrainingPlan.LIFE, random(seed, Purpose.BENIGN, client))))
                .toArray();
        Arrays.sort(peaks);
        List<String> rates = switch (judge) {
            case SPRT, CUSUM -> RATES;
            case FOREST -> Stream.concat(RATES.stream(), Stream.of("card")).toList();
            case DOS_FILTER -> List.of("default");
        };
        DoubleStream named = rates.stream().mapToDouble(rate -> switch (rate) {
            case "card" -> card;
            case "default" -> 1;
            default -> threshold(peaks, Double.parseDouble(rate));
        });
        DoubleStream further =
                judge == Judge.DOS_FILTER ? DoubleStream.of(1) : Arrays.stream(RocPoint.thresholds(peaks));
        double[] thresholds = DoubleStream.concat(named, further).toArray();
        Map<AttackerKind, int[][]> reached = new EnumMap<>(AttackerKind.class);
        for (AttackerKind kind : AttackerKind.values()) {
            Purpose purpose = Purpose.valueOf(kind.name());
            IntFunction<int[]> life = client -> traffic.attackersLife(kind, Delays.MOST, random(seed, purpose, client));
            reached.put(
                    kind,
                    IntStream.range(0, plan.clients())
                            .parallel()
                            .mapToObj(client -> detectors.get().reached(life.apply(client), thresholds))
                            .toArray(int[][]::new));
        }
        Trial trial = new Trial(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < thresholds.length; i++) {
            int index = i;
            Map<AttackerKind, Delays> delays = new EnumMap<>(AttackerKind.class);
            reached.forEach((kind, calls) -> delays.put(
                    kind,
                    new Delays(
                            Arrays.stream(calls)
                                    .mapToInt(client -> client[index])
                                    .toArray(),
                            kind.before())));
            double wrongly = share(peaks, thresholds[i]);
            if (i < rates.size()) {
                trial.rows().add(new Row(rates.get(i), judge, thresholds[i], wrongly, delays));
            } else {
                trial.roc().add(RocPoint.of(judge, thresholds[i], wrongly, delays));
            }
        }
        return trial;
    }

    /** The lowest threshold that no more than a share of the peaks reaches. */
    static double threshold(double[] ascending, double rate) {
        int allowed = (int) (ascending.length * rate);
        return Math.nextUp(ascending[ascending.length - 1 - allowed]);
    }

    private static double share(double[] peaks, double threshold) {
        return (double) Arrays.stream(peaks).filter(peak -> peak >= threshold).count() / peaks.length;
    }

    /** A generator for each client, so that no client depends on which thread draws which other. */
    private static SplittableRandom random(long seed, Purpose purpose, int client) {
        return new SplittableRandom(mix(mix(seed + purpose.number) + client));
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
