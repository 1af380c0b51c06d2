package io.abatis.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the groups of one scenario. What is wrong with one is noted, and it is null then. */
final class GroupReader {

    private static final double LEAST_RATE = .001;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String CLIENTS = "clients { user = 16 }, with a number for each behaviour";

    private final BehaviourReader behaviours;
    private final Duration duration;

    /** @param duration of the whole scenario */
    GroupReader(BehaviourReader behaviours, Duration duration) {
        this.behaviours = behaviours;
        this.duration = duration;
    }

    @Nullable
    Group read(Section section) {
        section.onlyKeys(
                "name", "clients", "addresses", "behind", "rate", "start", "end", "ramp", "bursts", "takeover");
        String name = name(section, "name");
        List<Group.Member> members = members(section);
        Schedule schedule = schedule(section);
        Group.Addresses addresses = addresses(section);
        String behind = section.has("behind") ? name(section, "behind") : null;
        Group.Takeover takeover = takeover(section, members);
        return name == null || members.isEmpty() || schedule == null || addresses == null
                ? null
                : new Group(name, members, addresses, behind, schedule, takeover);
    }

    private static @Nullable String name(Section section, String key) {
        String name = section.requiredText(key, key + " = users");
        if (name != null && !NAME.matcher(name).matches()) {
            section.problem(key, "is no name: write 1 to 40 small letters, digits and hyphens");
            return null;
        }
        return name;
    }

    private List<Group.Member> members(Section section) {
        if (!section.has("clients")) {
            section.problem("clients", "is missing: write " + CLIENTS);
        }
        Section clients = section.section("clients", CLIENTS);
        List<Group.Member> members = new ArrayList<>();
        if (clients != null) {
            clients.counts(Scenario.MOST_CLIENTS).forEach((name, count) -> {
                Behaviour behaviour = behaviour(clients, name, name);
                if (behaviour != null) {
                    members.add(new Group.Member(behaviour, count));
                }
            });
            if (clients.isEmpty()) {
                section.problem("clients", "names nobody: write " + CLIENTS);
            }
        }
        return members;
    }

    private @Nullable Behaviour behaviour(Section section, String key, String name) {
        Behaviour behaviour = behaviours.named(name);
        if (behaviour == null) {
            section.problem(
                    key,
                    "there is no behaviour '" + name + "': write one of " + behaviours.names()
                            + ", or add it to behaviours");
        }
        return behaviour;
    }

    private static Group.@Nullable Addresses addresses(Section section) {
        if (section.has("behind") && section.has("addresses")) {
            section.problem("addresses", "and behind exclude each other: leave one of them out");
        }
        String word = section.has("addresses") ? section.text("addresses", "ipv4, ipv6 or ipv6-rotating") : "ipv4";
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "ipv4" -> Group.Addresses.IPV4;
            case "ipv6" -> Group.Addresses.IPV6;
            case "ipv6-rotating" -> Group.Addresses.IPV6_ROTATING;
            default -> {
                section.problem("addresses", "'" + word + "' is unknown: write ipv4, ipv6 or ipv6-rotating");
                yield null;
            }
        };
    }

    private @Nullable Schedule schedule(Section section) {
        Section burst = section.section("bursts", "bursts { every = 10s, length = 1s, rate = 100 }");
        Double rate = section.requiredRate("rate", burst == null ? LEAST_RATE : 0);
        Duration start = section.has("start") ? section.time("start", Duration.ZERO) : Duration.ZERO;
        Duration end = section.has("end") ? section.time("end", SHORTEST) : duration;
        Duration ramp = section.has("ramp") ? section.time("ramp", Duration.ZERO) : Duration.ZERO;
        Schedule.Bursts bursts = burst == null ? null : bursts(burst);
        if (rate == null || start == null || end == null || ramp == null || (burst != null && bursts == null)) {
            return null;
        }
        if (end.compareTo(duration) > 0) {
            section.problem("end", "is after the scenario's own end: write at most its duration");
            return null;
        }
        if (start.compareTo(end) >= 0) {
            section.problem("start", "is not before the group's end: write an earlier time");
            return null;
        }
        try {
            return new Schedule(rate, start, end, ramp, bursts);
        } catch (IllegalArgumentException e) {
            section.problem(section.has("bursts") ? "bursts" : "rate", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Schedule.@Nullable Bursts bursts(Section burst) {
        burst.onlyKeys("every", "length", "rate");
        Duration every = burst.requiredTime("every", SHORTEST);
        Duration length = burst.requiredTime("length", SHORTEST);
        Double rate = burst.requiredRate("rate", LEAST_RATE);
        return every == null || length == null || rate == null ? null : new Schedule.Bursts(every, length, rate);
    }

    private Group.@Nullable Takeover takeover(Section section, List<Group.Member> members) {
        Section takeover = section.section("takeover", "takeover { at = 10s, behaviour = rare }");
        if (takeover == null) {
            return null;
        }
        takeover.onlyKeys("at", "at-call", "behaviour");
        if (members.stream().anyMatch(member -> member.behaviour().kind() == ClientKind.HOSTILE)) {
            section.problem("takeover", "some of the clients are hostile already: make two groups of them");
        }
        if (takeover.has("at") == takeover.has("at-call")) {
            section.problem("takeover", "needs at or at-call, and not both: write at = 10s, or at-call = 50");
            return null;
        }
        Duration at = takeover.time("at", Duration.ZERO);
        if (at != null && at.compareTo(duration) >= 0) {
            takeover.problem("at", "is not before the scenario's end: write an earlier time");
        }
        Integer call = takeover.count("at-call", 1, Integer.MAX_VALUE);
        String name = takeover.requiredText("behaviour", "behaviour = rare");
        Behaviour behaviour = name == null ? null : behaviour(takeover, "behaviour", name);
        if (behaviour != null && behaviour.kind() == ClientKind.BENIGN) {
            takeover.problem("behaviour", "'" + name + "' is not hostile: write one that is, such as rare");
        }
        return behaviour == null || (at == null && call == null)
                ? null
                : new Group.Takeover(at, call == null ? 0 : call, behaviour);
    }
}
