package io.abatis.forest;

import io.abatis.count.Window;
import io.abatis.count.WindowShape;
import java.util.Locale;

/**
 * One column of a feature vector. Its text form stands in the model file.
 */
public sealed interface Column {

    /** How many of a client's last counted calls had this name. */
    record Calls(int window, String call) implements Column {
        static final String KEYWORD = "calls";

        /**
         * @param window the length of the window in calls, 1 to {@link WindowShape#MAX_LENGTH}
         * @param call the call's name, for example {@code GET /api/users}, not blank, without control characters
         */
        public Calls {
            if (window < 1 || window > WindowShape.MAX_LENGTH) {
                throw new IllegalArgumentException("window " + window + " is not in 1.." + WindowShape.MAX_LENGTH);
            }
            requireName(call);
        }

        /** For example {@code calls 8 GET /api/users}. */
        @Override
        public String toString() {
            return KEYWORD + " " + window + " " + call;
        }
    }

    /** A column that is about all counted calls of a client. */
    enum Overall implements Column {
        /** How many calls were counted, at most 255. */
        AGE,
        /** The evidence against the client as a new one, see {@link Window#fresh()}. */
        FRESH,
        /** The evidence that the client has turned, see {@link Window#turned()}. */
        TURNED;

        private static final int OLD = 255;

        int of(Window window) {
            return switch (this) {
                case AGE -> (int) Math.min(OLD, window.calls());
                case FRESH -> window.fresh();
                case TURNED -> window.turned();
            };
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what {@code toString} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Column parse(String line) {
        for (Overall overall : Overall.values()) {
            if (line.equals(overall.toString())) {
                return overall;
            }
        }
        String[] words = line.split(" ", 3);
        if (words.length != 3 || !words[0].equals(Calls.KEYWORD) || !words[1].matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + line + "' is no column that this version knows");
        }
        return new Calls(Integer.parseInt(words[1]), words[2]);
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
}
