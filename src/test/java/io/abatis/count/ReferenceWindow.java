package io.abatis.count;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The last calls of one client and the last answers to it: how many of each kind are among them, over several lengths at once. Keeps what its shape asks for
 * and nothing else.
 *
 * <p>Not safe for threads: its holder owns the lock.
 */
final class ReferenceWindow {

    /** The most that {@link #fresh()} and {@link #turned()} come to: sixteen nats, odds of nine million to one. */
    public static final int MOST_EVIDENCE = ReferenceEvidence.MOST;

    /** Stands for a call that none of the counted names fits. */
    public static final int UNNAMED = -1;

    /** Stands for all answers that are no miss: no route has it. */
    private static final short NO_MISS = 0;

    private static final int OUTCOMES = Outcome.values().length;

    private final WindowShape shape;
    private final ReferenceEvidence evidence = new ReferenceEvidence();
    private final @Nullable ReferenceTally names;
    private final @Nullable ReferenceTally rarities;
    private final @Nullable ReferenceTally methods;
    private final @Nullable ReferenceTally others;
    private final @Nullable ReferenceTally answers;
    private final ReferenceVariety @Nullable [] routes;
    private final ReferenceVariety @Nullable [] misses;
    private final @Nullable ReferencePace pace;
    private long calls;

    /** An empty window. */
    public ReferenceWindow(WindowShape shape) {
        int[] lengths = shape.allLengths();
        this.shape = shape;
        this.names = shape.kinds() > 0 ? new ReferenceTally(shape.kinds(), lengths) : null;
        this.rarities = shape.keeps(Facet.RARITY) ? new ReferenceTally(Rarity.values().length, lengths) : null;
        this.methods = shape.keeps(Facet.METHODS) ? new ReferenceTally(MethodClass.values().length, lengths) : null;
        this.others = shape.keeps(Facet.OTHER) ? new ReferenceTally(2, lengths) : null;
        this.answers = shape.keeps(Facet.ANSWERS) ? new ReferenceTally(2 * OUTCOMES, lengths) : null;
        this.routes = shape.keeps(Facet.VARIETY) ? varieties(lengths) : null;
        this.misses = shape.keeps(Facet.ANSWERS) ? varieties(lengths) : null;
        this.pace = shape.keeps(Facet.PACE) ? new ReferencePace(shape.longest()) : null;
    }

    /** Places in arrays that live no longer than the program. */
    @SuppressWarnings("EnumOrdinal")
    private static int index(Enum<?> kind) {
        return kind.ordinal();
    }

    private static ReferenceVariety[] varieties(int[] lengths) {
        ReferenceVariety[] varieties = new ReferenceVariety[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            varieties[i] = new ReferenceVariety(lengths[i]);
        }
        return varieties;
    }

    /**
     * Adds a call, and lets the oldest one fall out of every length that is full.
     *
     * @param kind the kind of its name, 0 to {@link WindowShape#kinds()} - 1, or {@link #UNNAMED}
     * @param sighting what else is known of it
     * @param timeMillis when it was made
     */
    public void record(int kind, Sighting sighting, long timeMillis) {
        if (names != null && kind != UNNAMED) {
            evidence.add(shape.logOdds(kind));
            names.record(kind);
        }
        if (rarities != null) {
            rarities.record(index(sighting.rarity()));
        }
        if (methods != null) {
            methods.record(index(sighting.method()));
        }
        if (others != null) {
            others.record(kind == UNNAMED ? 1 : 0);
        }
        if (routes != null) {
            for (ReferenceVariety variety : routes) {
                variety.record(sighting.route());
            }
        }
        if (pace != null) {
            pace.record(timeMillis);
        }
        calls++;
    }

    /** Adds the answer to a call. It may come after later calls: answers are counted in their own order. */
    public void answer(Outcome outcome, Sighting sighting) {
        if (answers == null || misses == null || outcome == Outcome.UNKNOWN) {
            return;
        }
        answers.record(index(outcome) + (sighting.rarity().isStrange() ? OUTCOMES : 0));
        for (ReferenceVariety variety : misses) {
            variety.record(outcome.isMiss() ? sighting.route() : NO_MISS);
        }
    }

    /**
     * How many calls of a name are among the last ones that have a name.
     *
     * @param lengthIndex which of the shape's lengths; the same for all methods here
     * @param kind the name's kind
     * @return 0 to that length
     */
    public int count(int lengthIndex, int kind) {
        return names == null ? 0 : names.count(lengthIndex, kind);
    }

    /** How many of the last calls went to routes of a tier. */
    public int rarity(int lengthIndex, Rarity rarity) {
        return rarities == null ? 0 : rarities.count(lengthIndex, index(rarity));
    }

    /** How many of the last calls had a method of a class. */
    public int methods(int lengthIndex, MethodClass method) {
        return methods == null ? 0 : methods.count(lengthIndex, index(method));
    }

    /** How many of the last calls had none of the counted names. */
    public int other(int lengthIndex) {
        return others == null ? 0 : others.count(lengthIndex, 1);
    }

    /** How many of the last answers were of a class. */
    public int answers(int lengthIndex, Outcome outcome) {
        return answers == null ? 0 : answers.count(lengthIndex, index(outcome)) + strange(lengthIndex, outcome);
    }

    /** How many of the last answers were of a class and to calls of strange routes, see {@link Rarity#isStrange()}. */
    public int strange(int lengthIndex, Outcome outcome) {
        return answers == null ? 0 : answers.count(lengthIndex, OUTCOMES + index(outcome));
    }

    /** How many different routes were missed among the last answers, see {@link Outcome#isMiss()}. */
    public int misses(int lengthIndex) {
        if (misses == null) {
            return 0;
        }
        ReferenceVariety variety = misses[lengthIndex];
        return variety.distinct() - (variety.contains(NO_MISS) ? 1 : 0);
    }

    /** How many different routes the last calls went to. */
    public int distinct(int lengthIndex) {
        return routes == null ? 0 : routes[lengthIndex].distinct();
    }

    /** How many percent of the last calls went to the most frequent route, rounded down. */
    public int top(int lengthIndex) {
        return routes == null || calls == 0
                ? 0
                : (int) (100L * routes[lengthIndex].most() / Math.min(calls, shape.length(lengthIndex)));
    }

    /** Calls a minute over the last ones; 0 for a single call. */
    public int pace(int lengthIndex) {
        return pace == null ? 0 : pace.perMinute(shape.length(lengthIndex));
    }

    /**
     * The evidence against this client as one that is new: the sum of its calls' log-odds, in sixteenths of a nat. A sum of -112 is never left again: the
     * client has shown that it is benign, and only {@link #turned()} can speak against it.
     *
     * @return -112 to 256
     */
    public int fresh() {
        return evidence.fresh();
    }

    /**
     * The evidence that this client, whatever it was, has turned: the sum of log-odds since that sum was last at its lowest, in sixteenths of a nat.
     *
     * @return 0 to 256
     */
    public int turned() {
        return evidence.turned();
    }

    /** How many calls have been recorded, those that fell out included. */
    public long calls() {
        return calls;
    }
}
