package io.abatis.traffic;

import org.jspecify.annotations.Nullable;

/** Reads the lines of one file in one format. Stateful where times of day must become times; not safe for threads. */
interface LogFormat {

    /**
     * Reads a line.
     *
     * @return the entry, or null for a line that holds none by right, such as a header
     * @throws UnreadableLine for any other line
     */
    @Nullable
    LogEntry read(String line) throws UnreadableLine;

    /** A line that is not of the format; the message says why, and quotes nothing. */
    final class UnreadableLine extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableLine(String message) {
            super(message, null, false, false); // thousands of them may come; nobody looks at the stack
        }
    }
}
