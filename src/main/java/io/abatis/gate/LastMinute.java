package io.abatis.gate;

import java.util.Arrays;

/** Counts what happened within the last 60 seconds. Not safe for threads. */
final class LastMinute {

    private static final int SECONDS = 60;

    private final int[] perSecond = new int[SECONDS];
    private long second;
    private int sum;

    /**
     * Counts one more.
     *
     * @param nowMillis when; up to a minute earlier than before is taken for now, still earlier for a clock that was set back
     * @return how many there were within the last minute, this one included
     */
    int add(long nowMillis) {
        long present = Math.floorDiv(nowMillis, 1_000L);
        if (Math.abs(present - second) >= SECONDS) {
            clear();
            second = present;
        }
        while (second < present) {
            second++;
            sum -= perSecond[place()];
            perSecond[place()] = 0;
        }
        perSecond[place()]++;
        return ++sum;
    }

    void clear() {
        Arrays.fill(perSecond, 0);
        sum = 0;
    }

    private int place() {
        return Math.floorMod(second, SECONDS);
    }
}
