package io.abatis.load;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads behaviours: those in the jar, and a scenario's own beside them. */
final class BehaviourReader {

    private static final String BUILT_IN = "behaviours.conf";
    private static final int MOST_WEIGHT = 1_000_000;
    private static final String EXAMPLE = "calls { \"GET /api/rarely\" = 1 }";

    private final Map<String, Behaviour> known = new TreeMap<>();

    private BehaviourReader() {
        known.put(Behaviour.USER.name(), Behaviour.USER);
        known.put(Behaviour.RARE.name(), Behaviour.RARE);
    }

    /** The behaviours that need no writing. */
    static BehaviourReader builtIn() {
        BehaviourReader reader = new BehaviourReader();
        List<String> problems = new ArrayList<>();
        try (InputStreamReader text = new InputStreamReader(
                Objects.requireNonNull(BehaviourReader.class.getResourceAsStream(BUILT_IN), BUILT_IN),
                StandardCharsets.UTF_8)) {
            reader.add(new Section("", ConfigFactory.parseReader(text).root(), problems));
        } catch (IOException e) {
            throw new UncheckedIOException(BUILT_IN + " in the jar cannot be read", e);
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(BUILT_IN + " in the jar is damaged: " + problems);
        }
        return reader;
    }

    /** The names of all behaviours, sorted. */
    String names() {
        return String.join(", ", known.keySet());
    }

    @Nullable
    Behaviour named(String name) {
        return known.get(name);
    }

    /** Adds behaviours; those that mix others may name any but each other. */
    void add(Section section) {
        Map<String, Section> given = section.sections("{ hostile = true, " + EXAMPLE + " }");
        given.forEach((name, one) -> {
            one.onlyKeys("hostile", "calls", "mix");
            if (known.containsKey(name)) {
                section.problem(name, "there is such a behaviour already: choose another name");
            } else if (one.has("calls") == one.has("mix")) {
                section.problem(
                        name, "needs calls or mix, and not both: write " + EXAMPLE + " or mix { user = 9, rare = 1 }");
            } else if (one.has("calls")) {
                put(name, one, one.section("calls", EXAMPLE), this::calls);
            }
        });
        Map<String, Behaviour> before = Map.copyOf(known);
        given.forEach((name, one) -> {
            if (one.has("mix") && !one.has("calls") && !before.containsKey(name)) {
                put(
                        name,
                        one,
                        one.section("mix", "mix { user = 9, rare = 1 }"),
                        (mixed, kind, parts) -> mix(mixed, kind, parts, before));
            }
        });
    }

    private interface Making {
        @Nullable
        Behaviour of(String name, ClientKind kind, Section parts);
    }

    private void put(String name, Section one, @Nullable Section parts, Making making) {
        Boolean hostile = one.flag("hostile");
        if (hostile != null && parts != null) {
            Behaviour made = making.of(name, hostile ? ClientKind.HOSTILE : ClientKind.BENIGN, parts);
            if (made != null) {
                known.put(name, made);
            }
        }
    }

    private @Nullable Behaviour calls(String name, ClientKind kind, Section parts) {
        List<CallTemplate> calls = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        parts.counts(MOST_WEIGHT).forEach((call, weight) -> {
            try {
                calls.add(CallTemplate.parse(call));
                weights.add(weight);
            } catch (IllegalArgumentException e) {
                parts.problem(call, String.valueOf(e.getMessage()));
            }
        });
        int[] all = weights(parts, weights);
        return all == null ? null : Behaviour.of(name, kind, calls, all);
    }

    private @Nullable Behaviour mix(String name, ClientKind kind, Section parts, Map<String, Behaviour> before) {
        List<Behaviour> behaviours = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        parts.counts(MOST_WEIGHT).forEach((part, weight) -> {
            Behaviour behaviour = before.get(part);
            if (behaviour == null) {
                parts.problem(
                        part,
                        "there is no such behaviour, or it is a mix itself: write one of "
                                + String.join(", ", new TreeMap<>(before).keySet()));
            } else {
                behaviours.add(behaviour);
                weights.add(weight);
            }
        });
        int[] all = weights(parts, weights);
        return all == null ? null : Behaviour.mix(name, kind, behaviours, all);
    }

    /** The weights, or null where there are none or too many. */
    private static int @Nullable [] weights(Section parts, List<Integer> weights) {
        long sum = weights.stream().mapToLong(Integer::longValue).sum();
        if (sum < 1 || sum > Integer.MAX_VALUE) {
            parts.problem("", sum < 1 ? "names nothing to call: write " + EXAMPLE : "the weights add up to too much");
            return null;
        }
        return weights.stream().mapToInt(Integer::intValue).toArray();
    }
}
