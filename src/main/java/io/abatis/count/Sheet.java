package io.abatis.count;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the window of one client lies in an array of bytes, and what its calls and answers do to it there. Three turns and the evidence come first, then the
 * counts, then the last calls and answers. A window of zeros is empty.
 *
 * <p>Immutable, one for a shape. Whoever holds the bytes owns the lock.
 */
final class Sheet {

    private static final int CALLS = 0;
    private static final int NAMES = 2;
    private static final int ANSWERS = 4;
    private static final int FRESH = 6;
    private static final int TURNED = 8;
    private static final int FIRST_CELL = 10;

    private final WindowShape shape;
    private final Turn turns;
    private final Cells cells;
    private final int bytes;
    private final @Nullable NameCounts names;
    private final @Nullable MarkCounts marks;
    private final @Nullable RouteCounts routes;
    private final @Nullable AnswerCounts answers;
    private final @Nullable Pace pace;

    Sheet(WindowShape shape) {
        int markCells = MarkCounts.cells(shape);
        int firstRoute = shape.kinds() + markCells;
        int firstAnswer = firstRoute + (shape.keeps(Facet.VARIETY) ? RouteCounts.CELLS : 0);
        int each = firstAnswer + (shape.keeps(Facet.ANSWERS) ? AnswerCounts.CELLS : 0);
        this.shape = shape;
        this.turns = new Turn(shape.allLengths());
        this.cells = new Cells(FIRST_CELL, each, shape.longest());
        Plan plan = new Plan(FIRST_CELL + cells.bytes(each * shape.lengths()));
        this.names = shape.kinds() > 0 ? new NameCounts(turns, plan, cells, 0, shape.kinds()) : null;
        this.marks = markCells > 0 ? new MarkCounts(turns, plan, cells, shape.kinds(), shape) : null;
        this.routes = shape.keeps(Facet.VARIETY) ? new RouteCounts(turns, plan, cells, firstRoute) : null;
        this.answers = shape.keeps(Facet.ANSWERS) ? new AnswerCounts(turns, plan, cells, firstAnswer) : null;
        this.pace = shape.keeps(Facet.PACE) ? new Pace(turns, plan) : null;
        this.bytes = plan.bytes();
    }

    /** Places in arrays that live no longer than the program, and in no file. */
    @SuppressWarnings("EnumOrdinal")
    static int index(Enum<?> kind) {
        return kind.ordinal();
    }

    /** Refuses a kind that there is not. */
    void check(int kind) {
        if (kind != Window.UNNAMED && names != null) {
            Objects.checkIndex(kind, shape.kinds());
        }
    }

    /** How many bytes a window takes. */
    int bytes() {
        return bytes;
    }

    /** See {@link Window#record}. */
    void record(byte[] bytes, int at, int kind, int sighting, long timeMillis) {
        check(kind);
        if (names != null && kind != Window.UNNAMED) {
            int turn = turn(bytes, at + NAMES);
            names.record(bytes, at, turn, kind);
            Bytes.putShort(bytes, at + NAMES, turns.next(turn));
            int logOdds = shape.logOdds(kind);
            Bytes.putShort(bytes, at + FRESH, Evidence.fresh(fresh(bytes, at), logOdds));
            Bytes.putShort(bytes, at + TURNED, Evidence.turned(turned(bytes, at), logOdds));
        }
        if (!shape.keepsFacets()) {
            return;
        }
        int turn = turn(bytes, at + CALLS);
        if (marks != null) {
            marks.record(bytes, at, turn, sighting, kind != Window.UNNAMED);
        }
        if (routes != null) {
            routes.record(bytes, at, turn, Sighting.route(sighting));
        }
        if (pace != null) {
            pace.record(bytes, at, turn, timeMillis);
        }
        Bytes.putShort(bytes, at + CALLS, turns.next(turn));
    }

    /** See {@link Window#answer}. */
    void answer(byte[] bytes, int at, Outcome outcome, int sighting) {
        if (answers != null && outcome != Outcome.UNKNOWN) {
            int turn = turn(bytes, at + ANSWERS);
            answers.record(bytes, at, turn, index(outcome), outcome.isMiss(), sighting);
            Bytes.putShort(bytes, at + ANSWERS, turns.next(turn));
        }
    }

    private static int turn(byte[] bytes, int at) {
        return Bytes.shortAt(bytes, at);
    }

    int fresh(byte[] bytes, int at) {
        return Bytes.shortAt(bytes, at + FRESH);
    }

    int turned(byte[] bytes, int at) {
        return Bytes.shortAt(bytes, at + TURNED);
    }

    /** Calls a minute over a length. */
    int pace(byte[] bytes, int at, int lengthIndex) {
        return pace == null ? 0 : pace.perMinute(bytes, at, turn(bytes, at + CALLS), lengthIndex);
    }

    /** The percentage of the most frequent route, for so many calls in all. */
    int top(byte[] bytes, int at, long calls, int lengthIndex) {
        if (routes == null || calls == 0) {
            return 0;
        }
        int most = cells.get(bytes, at + cells.place(lengthIndex, routes.most()));
        return 100 * most / (int) Math.min(calls, turns.length(lengthIndex));
    }

    Cells cells() {
        return cells;
    }

    /** Where the count of a name lies; negative if the shape keeps no such count, as with all that follow. */
    int name(int lengthIndex, int kind) {
        return names == null ? -1 : cells.place(lengthIndex, Objects.checkIndex(kind, shape.kinds()));
    }

    int rarity(int lengthIndex, Rarity rarity) {
        return marks == null || !shape.keeps(Facet.RARITY) ? -1 : cells.place(lengthIndex, marks.rarity(index(rarity)));
    }

    int methods(int lengthIndex, MethodClass method) {
        return marks == null || !shape.keeps(Facet.METHODS)
                ? -1
                : cells.place(lengthIndex, marks.method(index(method)));
    }

    int other(int lengthIndex) {
        return marks == null || !shape.keeps(Facet.OTHER) ? -1 : cells.place(lengthIndex, marks.other());
    }

    int answers(int lengthIndex, Outcome outcome) {
        return answers == null || outcome == Outcome.UNKNOWN
                ? -1
                : cells.place(lengthIndex, answers.all(index(outcome)));
    }

    int strange(int lengthIndex, Outcome outcome) {
        return answers == null || outcome == Outcome.UNKNOWN
                ? -1
                : cells.place(lengthIndex, answers.strange(index(outcome)));
    }

    int misses(int lengthIndex) {
        return answers == null ? -1 : cells.place(lengthIndex, answers.misses());
    }

    int distinct(int lengthIndex) {
        return routes == null ? -1 : cells.place(lengthIndex, routes.distinct());
    }
}
