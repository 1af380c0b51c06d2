package io.abatis.forest;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.count.Rarity;
import org.jspecify.annotations.Nullable;

/** Reads columns. */
final class ColumnText {

    private ColumnText() {}

    static Column parse(String line) {
        Column.Overall overall = constant(Column.Overall.values(), line);
        if (overall != null) {
            return overall;
        }
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[1].matches("[0-9]{1,5}")) {
            throw unknown(line);
        }
        int window = Integer.parseInt(words[1]);
        return words.length == 2 ? look(line, words[0], window) : counted(line, words[0], window, words[2]);
    }

    private static Column look(String line, String keyword, int window) {
        return new Column.Look(window, required(Column.Look.Quantity.values(), keyword, line));
    }

    private static Column counted(String line, String keyword, int window, String what) {
        return switch (keyword) {
            case Column.Calls.KEYWORD -> new Column.Calls(window, what);
            case Column.Routes.KEYWORD -> new Column.Routes(window, required(Rarity.values(), what, line));
            case Column.Answers.KEYWORD -> new Column.Answers(window, required(Outcome.values(), what, line));
            case Column.Strange.KEYWORD -> new Column.Strange(window, required(Outcome.values(), what, line));
            case Column.Methods.KEYWORD -> new Column.Methods(window, required(MethodClass.values(), what, line));
            default -> throw unknown(line);
        };
    }

    private static <E extends Enum<E>> E required(E[] constants, String word, String line) {
        E constant = constant(constants, word);
        if (constant == null) {
            throw unknown(line);
        }
        return constant;
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] constants, String word) {
        for (E constant : constants) {
            if (Column.word(constant).equals(word)) {
                return constant;
            }
        }
        return null;
    }

    private static IllegalArgumentException unknown(String line) {
        return new IllegalArgumentException("'" + line + "' is no column that this version knows");
    }
}
