package io.abatis.load;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clients that call by one schedule. Each call is made by one of them, chosen at random.
 *
 * @param name one of its own in its scenario
 * @param members how many of them behave how, in this order
 * @param addresses where they call from
 * @param behind the address that they share with all other groups that name the same; null if each has its own
 * @param schedule when their calls are due
 * @param takeover when they turn hostile; null for never
 */
record Group(
        String name,
        List<Member> members,
        Addresses addresses,
        @Nullable String behind,
        Schedule schedule,
        @Nullable Takeover takeover) {

    /** So many clients of one behaviour. */
    record Member(Behaviour behaviour, int count) {}

    /** What addresses clients have that share none. */
    enum Addresses {
        /** One IPv4 address each. */
        IPV4,
        /** One IPv6 address each, in a /64 network of its own. */
        IPV6,
        /** A /64 network each, and for every call a new address in it. */
        IPV6_ROTATING
    }

    /**
     * The moment at which a client turns: at a time or at one of its calls, whichever is given.
     *
     * @param at after the start of the run; null if it goes by calls
     * @param call the client's own call, counted from 1, that is the first hostile one; 0 if it goes by time
     * @param behaviour how it behaves from then on
     */
    record Takeover(@Nullable Duration at, long call, Behaviour behaviour) {

        boolean isOver(long atNanos, long ownCall) {
            return at == null ? ownCall >= call : atNanos >= at.toNanos();
        }
    }

    Group {
        members = List.copyOf(members);
    }

    /** How many clients, of all behaviours. */
    int count() {
        return members.stream().mapToInt(Member::count).sum();
    }

    Group until(Duration cut) {
        return new Group(name, members, addresses, behind, schedule.until(cut), takeover);
    }
}
