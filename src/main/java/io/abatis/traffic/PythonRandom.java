package io.abatis.traffic;

import java.math.BigInteger;
import java.util.List;
import org.apache.commons.rng.core.source32.MersenneTwister;

/**
 * The numbers of Python's {@code random} module for the same seed. Python seeds the Mersenne Twister (Matsumoto and Nishimura, 1998) by
 * {@code init_by_array} with the seed's 32-bit words, lowest first, and draws below n by rejection from as many bits as n has.
 *
 * <p>Not safe for threads.
 */
final class PythonRandom {

    private final MersenneTwister twister;

    /** @param seed any integer that is not negative */
    PythonRandom(BigInteger seed) {
        if (seed.signum() < 0) {
            throw new IllegalArgumentException("the seed " + seed + " is negative");
        }
        int[] words = new int[Math.max(1, (seed.bitLength() + 31) / 32)];
        for (int i = 0; i < words.length; i++) {
            words[i] = seed.shiftRight(32 * i).intValue();
        }
        this.twister = new MersenneTwister(words);
    }

    private int below(int n) {
        int bits = 32 - Integer.numberOfLeadingZeros(n);
        int drawn = twister.next() >>> (32 - bits);
        while (drawn >= n) {
            drawn = twister.next() >>> (32 - bits);
        }
        return drawn;
    }

    /** {@code random.choice}. */
    <T> T choice(List<T> sequence) {
        return sequence.get(below(sequence.size()));
    }

    /** {@code random.choice} of an index. */
    int index(int size) {
        return below(size);
    }

    /** {@code random.randint(1, most)}. */
    int upTo(int most) {
        return 1 + below(most);
    }
}
