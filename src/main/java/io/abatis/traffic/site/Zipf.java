package io.abatis.traffic.site;

import java.util.Arrays;

/** Ranks drawn by Zipf's law: rank r as often as r to the power of {@code -skew} (Breslau et al. 1999 find 0.6 to 0.9 for pages). */
final class Zipf {

    private final double[] cumulative;

    Zipf(int ranks, double skew) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += StrictMath.pow(rank + 1.0, -skew);
            cumulative[rank] = sum;
        }
    }

    /** 0 is the most popular. */
    int draw(Dice dice) {
        double at = dice.share() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }
}
