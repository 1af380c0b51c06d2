package io.abatis.forest;

import io.abatis.count.Window;
import java.util.Locale;
import java.util.OptionalDouble;

/** Says in plain English what stands in a column, for the operator. Immutable. */
final class ColumnWords {

    private static final int LONGEST_NAME = 60;

    /** From here on, the age only says that there are more calls. */
    private static final int OLDEST = 255;

    /** Evidence is counted in so many parts of a nat. */
    private static final double GRAIN = 16;

    private final OptionalDouble age;

    /** @param age how many calls the client has made, as in {@link Column.Overall#AGE}; empty if the layout has no such column */
    ColumnWords(OptionalDouble age) {
        this.age = age;
    }

    /** Says what a value of a column means, without a full stop. A column that nobody has found words for is named as in the model file. */
    String of(Column column, double value) {
        if (column instanceof Column.Calls calls) {
            return ofLast(calls.window(), value, printable(calls.call()));
        }
        if (column instanceof Column.Overall overall) {
            return switch (overall) {
                case AGE -> made(value);
                case FRESH -> "all its calls together are " + likelihood(value);
                case TURNED ->
                    value <= 0
                            ? "nothing in its latest calls speaks for an attacker"
                            : "its latest calls are " + likelihood(value);
            };
        }
        return printable(column.toString()) + " is " + number(value);
    }

    private static String made(double calls) {
        return "it has made " + (calls >= OLDEST ? "at least " : "") + counted(calls);
    }

    /** For example "4 of the last 8 calls were GET /". */
    private String ofLast(int window, double value, String name) {
        double most = Math.min(window, age.orElse(window));
        if (most <= 1) {
            return (window == 1 ? "the last call was " : "its only call was ") + (value < 1 ? "not " : "") + name;
        }
        // the age of an old client is not known beyond a point, and without it that of no client
        boolean isFull = age.isPresent() && (age.getAsDouble() < OLDEST || window <= OLDEST);
        String calls = isFull ? "the last " + number(most) + " calls" : "up to " + window + " last calls";
        String part = value == 0 ? "none" : isFull && value == most ? "all" : number(value);
        return part + " of " + calls + (value <= 1 ? " was " : " were ") + name;
    }

    /** What evidence in sixteenths of a nat means: "12 times likelier for an attacker than for a user". */
    private static String likelihood(double evidence) {
        if (evidence == 0) {
            return "as likely for an attacker as for a user";
        }
        String atLeast = evidence >= Window.MOST_EVIDENCE ? "at least " : "";
        String sides = evidence > 0 ? "for an attacker than for a user" : "for a user than for an attacker";
        return atLeast + times(Math.exp(Math.abs(evidence) / GRAIN)) + " times likelier " + sides;
    }

    /** Two digits say enough. */
    private static String times(double odds) {
        if (odds < 9.95) {
            return String.format(Locale.ROOT, "%.1f", odds);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(odds)) - 1);
        return String.format(Locale.ROOT, "%,.0f", Math.rint(odds / unit) * unit);
    }

    private static String counted(double calls) {
        return number(calls) + (calls == 1 ? " call" : " calls");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }

    /** Names come from outside: no more than one can read, and nothing that turns the direction of writing or hides. */
    private static String printable(String name) {
        int length = name.codePointCount(0, name.length());
        int[] shown = name.codePoints()
                .limit(length <= LONGEST_NAME ? length : LONGEST_NAME - 1)
                .map(point -> isPrintable(point) ? point : '?')
                .toArray();
        return new String(shown, 0, shown.length) + (length <= LONGEST_NAME ? "" : "\u2026");
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
