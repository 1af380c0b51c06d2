package io.abatis.container;

import io.abatis.call.Outcome;
import io.abatis.gate.Reason;
import java.util.Map;
import java.util.TreeMap;

/** What the gate and the application have counted. */
record Figures(Map<String, Long> counts) {

    static Figures parse(String words) {
        Map<String, Long> counts = new TreeMap<>();
        for (String word : words.split(" ", -1)) {
            String[] parts = word.split("=", 2);
            counts.put(parts[0], Long.valueOf(parts[1]));
        }
        return new Figures(counts);
    }

    /** What has been counted since then; only what has changed. */
    Figures since(Figures before) {
        Map<String, Long> changes = new TreeMap<>();
        counts.forEach((name, count) -> {
            long change = count - before.get(name);
            if (change != 0) {
                changes.put(name, change);
            }
        });
        return new Figures(changes);
    }

    long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    long outcomes(Outcome outcome) {
        return get("Outcome." + outcome);
    }

    long outcomes() {
        return sum("Outcome.");
    }

    long verdicts(Reason reason) {
        return get("Reason." + reason);
    }

    /** How many calls have been judged. */
    long judged() {
        return sum("Reason.");
    }

    private long sum(String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
