package io.abatis.forest;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.count.Facet;
import io.abatis.count.Rarity;
import io.abatis.count.Window;
import io.abatis.count.WindowShape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column of a feature vector. Its text form stands in the model file.
 */
public sealed interface Column {

    /** A column about the last calls or answers of a client. */
    sealed interface Windowed extends Column {

        /** The length of the window, 1 to {@link WindowShape#MAX_LENGTH}. */
        int window();

        /** The facet that a window must keep for this column; null for names. */
        @Nullable
        Facet facet();
    }

    /** How many of a client's last calls that have a counted name had this one. */
    record Calls(int window, String call) implements Windowed {
        static final String KEYWORD = "calls";

        /**
         * @param window the length of the window in calls
         * @param call the call's name, for example {@code GET /api/users}, not blank, without control characters
         */
        public Calls {
            requireLength(window);
            requireName(call);
        }

        @Override
        public @Nullable Facet facet() {
            return null;
        }

        /** For example {@code calls 8 GET /api/users}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + call;
        }
    }

    /** How many of a client's last calls went to routes of this tier, see {@link Window#rarity}. */
    record Routes(int window, Rarity rarity) implements Windowed {
        static final String KEYWORD = "routes";

        /** @throws IllegalArgumentException if the length is out of range */
        public Routes {
            requireLength(window);
        }

        @Override
        public Facet facet() {
            return Facet.RARITY;
        }

        /** For example {@code routes 64 never}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + word(rarity);
        }
    }

    /** How many of the last answers to a client were of this class, see {@link Window#answers}. */
    record Answers(int window, Outcome outcome) implements Windowed {
        static final String KEYWORD = "answers";

        /** @throws IllegalArgumentException if the length is out of range */
        public Answers {
            requireLength(window);
        }

        @Override
        public Facet facet() {
            return Facet.ANSWERS;
        }

        /** For example {@code answers 8 not-found}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + word(outcome);
        }
    }

    /** How many of the last answers to a client were of this class, and to calls of routes where hardly anybody is served, see {@link Window#strange}. */
    record Strange(int window, Outcome outcome) implements Windowed {
        static final String KEYWORD = "strange";

        /** @throws IllegalArgumentException if the length is out of range */
        public Strange {
            requireLength(window);
        }

        @Override
        public Facet facet() {
            return Facet.ANSWERS;
        }

        /** For example {@code strange 8 not-found}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + word(outcome);
        }
    }

    /** How many of a client's last calls had a method of this class. */
    record Methods(int window, MethodClass method) implements Windowed {
        static final String KEYWORD = "methods";

        /** @throws IllegalArgumentException if the length is out of range */
        public Methods {
            requireLength(window);
        }

        @Override
        public Facet facet() {
            return Facet.METHODS;
        }

        /** For example {@code methods 8 write}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + word(method);
        }
    }

    /** How the last calls of a client look together. */
    record Look(int window, Quantity quantity) implements Windowed {

        /** What is looked at. */
        public enum Quantity {
            /** The number of different routes, see {@link Window#distinct}. */
            DISTINCT(Facet.VARIETY),
            /** The percentage of the most frequent route, see {@link Window#top}. */
            TOP(Facet.VARIETY),
            /** The number of different routes that were missed among the last answers, see {@link Window#misses}. */
            MISSES(Facet.ANSWERS),
            /** Calls a minute, see {@link Window#pace}. */
            PACE(Facet.PACE),
            /** The number of calls that have none of the counted names, see {@link Window#other}. */
            OTHER(Facet.OTHER);

            private final Facet facet;

            Quantity(Facet facet) {
                this.facet = facet;
            }
        }

        /** @throws IllegalArgumentException if the length is out of range */
        public Look {
            requireLength(window);
        }

        @Override
        public Facet facet() {
            return quantity.facet;
        }

        /** For example {@code distinct 64}. */
        @Override
        public String toString() {
            return word(quantity) + " " + window;
        }
    }

    /** A column that is about all recorded calls of a client. */
    enum Overall implements Column {
        /** How many calls were recorded, at most 255. */
        AGE,
        /** The evidence against the client as a new one, see {@link Window#fresh()}. */
        FRESH,
        /** The evidence that the client has turned, see {@link Window#turned()}. */
        TURNED;

        /** The name in lower case. */
        @Override
        public String toString() {
            return word(this);
        }
    }

    /** How a constant is written in a model file. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads what {@code toString} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Column parse(String line) {
        return ColumnText.parse(line);
    }

    /**
     * Checks the name of a call.
     *
     * @throws IllegalArgumentException if it is blank or has control characters
     */
    static void requireName(String call) {
        if (call.isBlank() || call.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a call needs a name");
        }
    }

    private static void requireLength(int window) {
        if (window < 1 || window > WindowShape.MAX_LENGTH) {
            throw new IllegalArgumentException("window " + window + " is not in 1.." + WindowShape.MAX_LENGTH);
        }
    }
}
