package io.abatis.traffic;

import io.abatis.traffic.LogFormat.UnreadableLine;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what parts of lines mean: logs name the same clients, requests and seconds again and again, and to find such a part again costs a tenth of reading it. Fixed in size; a part
 * that is forgotten is read again, to the same end. Not safe for threads.
 *
 * @param <T> what a part means
 */
final class Known<T> {

    /** Longer parts hardly come twice, and would be much to keep. */
    private static final int LONGEST = 256;

    private final Meaning<T> meaning;
    private final @Nullable Part<T>[] parts;

    /** What a part of a line means, for any line that has it. */
    interface Meaning<T> {
        /**
         * Reads it.
         *
         * @throws UnreadableLine if it means nothing
         */
        T of(String part) throws UnreadableLine;
    }

    /**
     * A part of a line.
     *
     * @param text itself
     * @param meaning what it means
     */
    record Part<T>(String text, T meaning) {}

    /**
     * @param size how many to remember, a power of two
     * @param meaning tells what is not remembered
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Known(int size, Meaning<T> meaning) {
        this.meaning = meaning;
        this.parts = new @Nullable Part[size];
    }

    /**
     * The part of a line from one place to, not including, another.
     *
     * @throws UnreadableLine if it means nothing
     */
    Part<T> of(String line, int from, int to) throws UnreadableLine {
        int length = to - from;
        if (length > LONGEST) {
            return read(line.substring(from, to));
        }
        int place = parts.length == 1 ? 0 : place(line, from, to);
        Part<T> known = parts[place];
        if (known != null && known.text().length() == length && line.startsWith(known.text(), from)) {
            return known;
        }
        Part<T> part = read(line.substring(from, to));
        parts[place] = part;
        return part;
    }

    private Part<T> read(String text) throws UnreadableLine {
        return new Part<>(text, meaning.of(text));
    }

    private int place(String line, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + line.charAt(i);
        }
        return (hash ^ hash >>> 16) & parts.length - 1;
    }
}
