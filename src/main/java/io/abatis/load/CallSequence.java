package io.abatis.load;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/** The calls of a plan in the order in which they are due, each made when it is asked for. */
final class CallSequence implements Iterator<PlannedCall> {

    private final LoadPlan plan;
    private final List<GroupCalls> groups = new ArrayList<>();

    // Mutable state
    private final long[] callsOfClient;
    private final long[] callsOfPerson;

    CallSequence(LoadPlan plan) {
        this.plan = plan;
        this.callsOfClient = new long[plan.cast().clients().size()];
        this.callsOfPerson = new long[plan.cast().persons()];
        // Each group has its own chance, so that a change of one leaves the others as they were.
        SplitMix64 seeds = new SplitMix64(~plan.seed());
        int first = 0;
        for (Group group : plan.scenario().groups()) {
            groups.add(new GroupCalls(group, first, groups.isEmpty() ? plan.seed() : seeds.nextLong()));
            first += group.count();
        }
    }

    @Override
    public boolean hasNext() {
        return groups.stream().anyMatch(GroupCalls::hasNext);
    }

    @Override
    public PlannedCall next() {
        GroupCalls earliest = null;
        for (GroupCalls group : groups) {
            if (group.hasNext() && (earliest == null || group.due < earliest.due)) {
                earliest = group;
            }
        }
        if (earliest == null) {
            throw new NoSuchElementException("the plan has " + plan.totalCalls() + " calls");
        }
        return earliest.next();
    }

    private final class GroupCalls {

        private final Group group;
        private final int first;
        private final int count;
        private final long total;
        private final UniformRandomProvider random;
        private long made;
        private long due;

        GroupCalls(Group group, int first, long seed) {
            this.group = group;
            this.first = first;
            this.count = group.count();
            this.total = group.schedule().totalCalls();
            this.random = new SplitMix64(seed);
            this.due = group.schedule().dueNanos(0);
        }

        boolean hasNext() {
            return made < total;
        }

        PlannedCall next() {
            long at = due;
            int index = first + random.nextInt(count);
            Cast.Person person = plan.cast().person(index);
            long own = ++callsOfPerson[index];
            Group.Takeover takeover = group.takeover();
            Behaviour behaviour =
                    takeover != null && takeover.isOver(at, own) ? takeover.behaviour() : person.behaviour();
            Request request = behaviour.next(random);
            String address = person.next(random);
            due = group.schedule().dueNanos(++made);
            return new PlannedCall(
                    at, index, person.client(), ++callsOfClient[person.client()], behaviour.kind(), address, request);
        }
    }
}
