package io.abatis.forest;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts runs of bits into words, as few as can be had soon: a run of up to 64 lies in one word, a longer one begins with a word.
 *
 * @param firsts for each run its first bit, counted from the lowest bit of the first word
 * @param words how many words that takes
 */
@SuppressWarnings("ArrayRecordComponent") // both are handed on as they are, and nobody compares them
record Packing(int[] firsts, int words) {
    /*
     * The largest first, each into the word that it fills best ("best fit decreasing": Johnson et al., "Worst-Case Performance Bounds for Simple
     * One-Dimensional Packing Algorithms", 1974). In the order of the trees every third word was padding, and all of it was read for each score.
     */

    /** Places runs of so many bits each, at least 1. */
    static Packing of(int... sizes) {
        List<Deque<Integer>> byRoom = Stream.generate(() -> (Deque<Integer>) new ArrayDeque<Integer>())
                .limit(Long.SIZE)
                .toList();
        int[] firsts = new int[sizes.length];
        int words = 0;
        for (int run : largestFirst(sizes)) {
            int room = least(byRoom, sizes[run]);
            if (room == 0) {
                firsts[run] = words * Long.SIZE;
                words += (sizes[run] + Long.SIZE - 1) / Long.SIZE;
                byRoom.get(-sizes[run] & Long.SIZE - 1).add(words - 1);
            } else {
                int word = byRoom.get(room).remove();
                firsts[run] = word * Long.SIZE + Long.SIZE - room;
                byRoom.get(room - sizes[run]).add(word);
            }
        }
        return new Packing(firsts, words);
    }

    private static int[] largestFirst(int[] sizes) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingInt(run -> -sizes[run]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The least room that some word has for so many bits; 0 if none has. */
    private static int least(List<Deque<Integer>> byRoom, int size) {
        for (int room = size; room < Long.SIZE; room++) {
            if (!byRoom.get(room).isEmpty()) {
                return room;
            }
        }
        return 0;
    }
}
