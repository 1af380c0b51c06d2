package io.abatis.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How a server that is soaked is, as it says in a line of its own.
 *
 * @param heapBytes that were used after the last collection, the least of those since the last time; -1 if there was none yet
 * @param clients tracked now
 * @param bans in force
 * @param evictions since the start
 * @param threads of the process
 * @param collections since the start
 * @param gcMillis that collections took since the start
 */
record SoakState(
        long heapBytes, long clients, long bans, long evictions, long threads, long collections, long gcMillis) {

    String text() {
        return LongStream.of(heapBytes, clients, bans, evictions, threads, collections, gcMillis)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException if that is no such line */
    static SoakState parse(String text) {
        long[] values =
                Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        if (values.length != 7) {
            throw new IllegalArgumentException("the server says '" + text + "'");
        }
        return new SoakState(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
    }
}
