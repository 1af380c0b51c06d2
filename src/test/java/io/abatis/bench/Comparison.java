package io.abatis.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the table's rows of what was measured. Rows of what was not measured are left out. */
final class Comparison {

    private static final Row.Goal DECISION = Row.Goal.atMost(.6, "");
    private static final Row.Goal VERDICT = Row.Goal.atLeast(20, "");
    private static final Row.Goal NOTHING = Row.Goal.atMost(0, " B");
    private static final Row.Goal STATE = Row.Goal.atMost(128, " B");
    private static final Row.Goal START = Row.Goal.atMost(300, " ms");
    private static final Row.Goal REPLAY = Row.Goal.atLeast(300_000, "");
    private static final Row.Goal THROUGHPUT = Row.Goal.atLeast(.97, "");

    /** JMH counts what its own loop allocates, spread over all calls. */
    private static final double LESS_THAN_A_BYTE = .5;

    private final Plan plan;
    private final Map<String, Measured> measured;
    private final Map<String, Figure> printed;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param measured by the points' names
     * @param printed by the processes of their own, by key
     */
    Comparison(Plan plan, Map<String, Measured> measured, Map<String, Figure> printed) {
        this.plan = plan;
        this.measured = measured;
        this.printed = printed;
    }

    List<Row> rows() {
        for (Contender rival : List.of(Contender.DOS, Contender.DOS_BARE, Contender.TOMCAT, Contender.BUCKET4J)) {
            Row.Goal goal = rival == Contender.DOS ? DECISION : null;
            decision(Contender.NAMES_ENFORCE, rival, goal);
        }
        decision(Contender.NAMES_OBSERVE, Contender.DOS, DECISION);
        decision(Contender.SHIPPED_ENFORCE, Contender.DOS, null);
        decision(Contender.SHIPPED_OBSERVE, Contender.DOS, null);
        traffic();
        compare("verdict, 100 trees: times faster", "Weka", "weka[]", "compiled[]", VERDICT);
        allocated("gate, 100 trees: bytes allocated a call", "judge[names]");
        allocated("gate, model in the jar: bytes allocated a call", "judge[shipped]");
        memory("client, 16 columns", "16-columns.bytes");
        memory("client, model in the jar", "jar.bytes");
        figure("filter ready, cold process: ms", "start.millis", START);
        figure("replay, access log: lines a second of a core", "replay.lines-a-processor-second", REPLAY);
        figure("replay, access log: lines a second", "replay.lines-a-second", null);
        figure("replay, access log, first in its process: lines a second", "replay.first.lines-a-second", null);
        figure("replay, access log, 256 MB of heap: megabytes resident", "replay.resident-megabytes", null);
        figure("training, access log: lines a second", "train.lines-a-second", null);
        figure("training, access log, 640 MB of heap: megabytes resident", "train.resident-megabytes", null);
        http("HTTP calls a second, model in the jar", "calls-a-second", "with", THROUGHPUT);
        http("HTTP calls a second, a filter that does nothing", "calls-a-second", "idle", null);
        http("HTTP latency, median, model in the jar", "micros.50.0", "with", null);
        http("HTTP latency, 99 %, model in the jar", "micros.99.0", "with", null);
        http("HTTP latency, 99.9 %, model in the jar", "micros.99.9", "with", null);
        for (int trees : ScalingBench.TREES) {
            scaling(trees + " trees", "trees." + trees, "trees", ScalingBench.USUAL_TREES, "full");
        }
        for (int columns : ScalingBench.COLUMNS) {
            scaling(columns + " columns", "columns." + columns, "columns", ScalingBench.USUAL_COLUMNS, "full");
            scaling(columns + " columns", "columns." + columns, "columns", ScalingBench.USUAL_COLUMNS, "gate");
        }
        for (int limit : ScalingBench.DEPTHS) {
            String depth = ScalingBench.depth(limit);
            scaling("depth " + depth, "depth." + depth, "depth", ScalingBench.USUAL_DEPTH, "full");
        }
        soak("heap after a collection", "heap-megabytes", Row.Goal.atMost(1.1, ""));
        soak("latency, 99 %", "micros.99.0", Row.Goal.atMost(1.25, ""));
        soak("calls a second", "calls-a-second", null);
        asked();
        return rows;
    }

    private void decision(Contender ours, Contender rival, Row.@Nullable Goal goal) {
        compare(
                "decision: " + ours.title(),
                rival.title(),
                plan.required(ours).name(),
                plan.required(rival).name(),
                goal);
    }

    /** What was measured of both beyond the required traffic. */
    private void traffic() {
        if (!plan.has("traffic") && !plan.has("scaling")) {
            return;
        }
        String ours = Contender.NAMES_ENFORCE.title() + ": ";
        String required = plan.required(Contender.NAMES_ENFORCE).name();
        for (String name : measured.keySet()) {
            if (name.startsWith(ours) && !name.equals(required)) {
                String traffic = name.substring(ours.length());
                compare(
                        "decision: " + traffic,
                        Contender.DOS.title(),
                        name,
                        Contender.DOS.title() + ": " + traffic,
                        null);
            }
        }
    }

    private void compare(String what, String against, String ours, String theirs, Row.@Nullable Goal goal) {
        Measured one = measured.get(ours);
        Measured other = measured.get(theirs);
        if (one != null && other != null) {
            Figure cpu =
                    one.cpu() == null || other.cpu() == null ? null : one.cpu().over(other.cpu());
            rows.add(new Row(what, against, one.nanos().over(other.nanos()), cpu, goal));
        }
    }

    private void allocated(String what, String point) {
        Measured found = measured.get(point);
        if (found != null && found.bytes() != null) {
            Figure bytes = new Figure(found.bytes().rounds().stream()
                    .map(value -> value < LESS_THAN_A_BYTE ? 0.0 : value)
                    .toList());
            rows.add(new Row(what, "nothing", bytes, null, NOTHING));
        }
    }

    private void memory(String what, String key) {
        Figure found = printed.get(key);
        if (found != null) {
            rows.add(new Row(
                    what + ": bytes", "nginx limit_req, 128", found, null, key.startsWith("16") ? STATE : null));
        }
    }

    private void figure(String what, String key, Row.@Nullable Goal goal) {
        Figure found = printed.get(key);
        if (found != null) {
            rows.add(new Row(what, "", found, null, goal));
        }
    }

    private void http(String what, String key, String front, Row.@Nullable Goal goal) {
        Figure fronted = printed.get("http." + key + "." + front);
        Figure without = printed.get("http." + key + ".without");
        if (fronted != null && without != null) {
            rows.add(new Row(what, "no filter", fronted.over(without), null, goal));
        }
    }

    private void scaling(String what, String key, String axis, int usual, String kind) {
        Figure found = printed.get("scaling." + key + "." + kind);
        Figure other = printed.get("scaling." + axis + "." + usual + "." + kind);
        if (found != null && other != null && !key.equals(axis + "." + usual)) {
            String verdict = kind.equals("gate") ? "gate: " : "verdict in full: ";
            rows.add(new Row(
                    verdict + what,
                    axis.equals("depth") ? "depth " + usual : usual + " " + axis,
                    found.over(other),
                    null,
                    null));
        }
    }

    private void soak(String what, String key, Row.@Nullable Goal goal) {
        Figure last = printed.get("soak." + key + ".last-quarter");
        Figure second = printed.get("soak." + key + ".second-quarter");
        if (last != null && second != null) {
            rows.add(new Row("soak, last quarter: " + what, "second quarter", last.over(second), null, goal));
        }
    }

    /** A server that gave up has not shown that it could go on. */
    private void asked() {
        Figure lasted = printed.get("soak.minutes.lasted");
        Figure asked = printed.get("soak.minutes.asked");
        if (lasted != null && asked != null) {
            rows.add(new Row("soak: how long", "as long as asked", lasted.over(asked), null, Row.Goal.atLeast(1, "")));
        }
    }
}
