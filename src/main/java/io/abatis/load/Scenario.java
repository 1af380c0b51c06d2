package io.abatis.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who calls what, from where, and when: groups of clients with their behaviours and schedules. Immutable. */
public final class Scenario {

    /** How many clients a scenario's groups may have together. */
    public static final int MOST_CLIENTS = 65_536;

    private final String name;
    private final String about;
    private final Duration duration;
    private final List<Group> groups;

    /**
     * @param name of the file it was read from; empty for the reference traffic
     * @param about what it shows, in a sentence; may be empty
     * @param duration how long calls are due, or {@link LoadPlan#FOREVER}
     * @param groups at least one
     */
    Scenario(String name, String about, Duration duration, List<Group> groups) {
        this.name = printable(name);
        this.about = printable(about);
        this.duration = duration;
        this.groups = List.copyOf(groups);
    }

    /** Both come from outside and go to terminals. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    /** The reference traffic: calls at even intervals, each by one of all clients, benign and hostile. */
    static Scenario reference(int clients, int attackers, double rate, Duration duration) {
        List<Group.Member> members = new ArrayList<>();
        if (clients > 0) {
            members.add(new Group.Member(Behaviour.USER, clients));
        }
        if (attackers > 0) {
            members.add(new Group.Member(Behaviour.RARE, attackers));
        }
        Group all = new Group("all", members, Group.Addresses.IPV4, null, Schedule.even(rate, duration), null);
        return new Scenario("", "", duration, List.of(all));
    }

    /** The file that it was read from; empty for the reference traffic. */
    public String name() {
        return name;
    }

    /** What it shows, in a sentence; may be empty. */
    public String about() {
        return about;
    }

    /** How long calls are due. */
    public Duration duration() {
        return duration;
    }

    /** Whether any client is or turns hostile. */
    public boolean hasAttackers() {
        return groups.stream().anyMatch(Scenario::isHostile);
    }

    /** Whether any client is benign, be it at first. */
    public boolean hasBenign() {
        return groups.stream()
                .flatMap(group -> group.members().stream())
                .anyMatch(member -> member.behaviour().kind() == ClientKind.BENIGN);
    }

    private static boolean isHostile(Group group) {
        return group.takeover() != null
                || group.members().stream()
                        .anyMatch(member -> member.behaviour().kind() == ClientKind.HOSTILE);
    }

    List<Group> groups() {
        return groups;
    }

    /**
     * The first part of this scenario; groups that begin later are left out. All of it if it is not longer.
     *
     * @throws IllegalArgumentException if no group begins within it
     */
    public Scenario first(Duration part) {
        if (part.compareTo(duration) >= 0) {
            return this;
        }
        List<Group> begun = groups.stream()
                .filter(group -> group.schedule().start().compareTo(part) < 0)
                .map(group -> group.until(part))
                .toList();
        if (begun.isEmpty()) {
            throw new IllegalArgumentException("no group of " + name + " begins within " + part.toMillis() + " ms");
        }
        return new Scenario(name, about, part, begun);
    }
}
