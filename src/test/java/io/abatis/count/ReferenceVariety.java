package io.abatis.count;

import java.util.Arrays;

/**
 * How many different routes are among the last ones, and how often the most frequent of them is. Recording looks through the last ones twice; reading is
 * free. Not safe for threads.
 */
final class ReferenceVariety {

    private final int length;
    private short[] ring;

    /** How many routes occur so many times. */
    private short[] routesByFrequency;

    private int distinct;
    private int most;
    private long total;

    ReferenceVariety(int length) {
        this.length = length;
        this.ring = new short[Math.min(length, ReferenceTally.FIRST_ROOM)];
        this.routesByFrequency = new short[ring.length + 1];
    }

    void record(short route) {
        if (total == ring.length && ring.length < length) {
            ring = Arrays.copyOf(ring, Math.min(length, 2 * ring.length));
            routesByFrequency = Arrays.copyOf(routesByFrequency, ring.length + 1);
        }
        int slot = (int) (total % ring.length);
        int occurrences = occurrences(route);
        if (total >= ring.length) {
            short oldest = ring[slot];
            leave(occurrences(oldest));
            occurrences -= oldest == route ? 1 : 0;
        }
        enter(occurrences);
        ring[slot] = route;
        total++;
    }

    private int occurrences(short route) {
        int filled = (int) Math.min(total, ring.length);
        int occurrences = 0;
        for (int i = 0; i < filled; i++) {
            occurrences += ring[i] == route ? 1 : 0;
        }
        return occurrences;
    }

    private void leave(int occurrences) {
        routesByFrequency[occurrences]--;
        if (occurrences == 1) {
            distinct--;
        } else {
            routesByFrequency[occurrences - 1]++;
        }
        if (occurrences == most && routesByFrequency[most] == 0) {
            most--;
        }
    }

    private void enter(int occurrences) {
        if (occurrences == 0) {
            distinct++;
        } else {
            routesByFrequency[occurrences]--;
        }
        routesByFrequency[occurrences + 1]++;
        most = Math.max(most, occurrences + 1);
    }

    int distinct() {
        return distinct;
    }

    /** How often the most frequent route occurs. */
    int most() {
        return most;
    }

    boolean contains(short route) {
        return occurrences(route) > 0;
    }
}
