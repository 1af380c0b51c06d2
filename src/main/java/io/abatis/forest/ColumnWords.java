package io.abatis.forest;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.count.Rarity;
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

    /** Says what a value of a column means, without a full stop. */
    String of(Column column, double value) {
        if (column instanceof Column.Calls calls) {
            return ofLast(calls.window(), value, printable(calls.call()));
        }
        if (column instanceof Column.Routes routes) {
            return ofLast(routes.window(), value, "to routes " + served(routes.rarity()));
        }
        if (column instanceof Column.Methods methods) {
            return ofLast(methods.window(), value, methods(methods.method()));
        }
        if (column instanceof Column.Answers answers) {
            return ofAnswers(answers.window(), value, answer(answers.outcome()));
        }
        if (column instanceof Column.Strange strange) {
            return ofAnswers(
                    strange.window(),
                    value,
                    answer(strange.outcome()) + ", to calls of routes where hardly anybody is served");
        }
        if (column instanceof Column.Look look) {
            return look(look, value);
        }
        return overall((Column.Overall) column, value);
    }

    private static String overall(Column.Overall overall, double value) {
        return switch (overall) {
            case AGE -> made(value);
            case FRESH -> "all its calls together are " + likelihood(value);
            case TURNED ->
                value <= 0
                        ? "nothing in its latest calls speaks for an attacker"
                        : "its latest calls are " + likelihood(value);
        };
    }

    private static String served(Rarity rarity) {
        return switch (rarity) {
            case NEVER -> "where nobody else is served";
            case MISSING -> "that many ask for and nobody is served";
            case RARELY -> "where less than 1 % of other clients are served";
            case SOMETIMES -> "where 1 % of other clients are served";
            case REGULARLY -> "where 5 % of other clients are served";
            case OFTEN -> "where 20 % of other clients are served";
        };
    }

    private static String methods(MethodClass method) {
        return switch (method) {
            case READ -> "reading (GET, HEAD, OPTIONS)";
            case WRITE -> "writing (POST, PUT, PATCH, DELETE)";
            case OTHER -> "of unusual methods";
        };
    }

    private static String answer(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "a success";
            case REDIRECT -> "a redirection";
            case UNAUTHORIZED -> "401 or 403";
            case NOT_FOUND -> "404 or 410";
            case CLIENT_ERROR -> "another 4xx";
            case SERVER_ERROR -> "5xx";
            case UNKNOWN -> "not known";
        };
    }

    /** For example "3 of up to 8 last answers were 404 or 410". Answers may come late, so their number is not that of the calls. */
    private static String ofAnswers(int window, double value, String answer) {
        return (value == 0 ? "none" : number(value)) + " of up to " + window + " last answers "
                + (value <= 1 ? "was " : "were ") + answer;
    }

    private String look(Column.Look look, double value) {
        String calls = "the last " + number(Math.min(look.window(), age.orElse(look.window()))) + " calls";
        return switch (look.quantity()) {
            case DISTINCT -> calls + " went to " + number(value) + (value == 1 ? " route" : " different routes");
            case TOP -> number(value) + " % of " + calls + " went to one route";
            case MISSES ->
                number(value) + (value == 1 ? " route was" : " different routes were")
                        + " refused or not found in up to " + look.window() + " last answers";
            case PACE -> calls + " were made at " + number(value) + " a minute";
            case OTHER -> ofLast(look.window(), value, "of no name that the model counts");
        };
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

    /** Nearly all are whole and small, and dozens of them are written for one event: a format takes longer than all else that is said. */
    private static String number(double value) {
        boolean isInt = (int) value == value;
        return isInt
                ? Integer.toString((int) value)
                : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
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
