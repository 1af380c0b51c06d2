package io.abatis.count;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which things were seen of late: two generations of Bloom filters (Bloom, 1970), the older of which is forgotten when the younger is full. Of those never
 * seen, fewer than one in a hundred is taken for seen. Writers must exclude each other; readers need not.
 */
final class Remembered {

    private static final int PROBES = 4;
    private static final int BITS_A_THING = 16;

    private final int most;
    private final int mask;
    private int[] young;
    private int[] old;
    private int things;

    /** @param most how many things fill a generation, a power of two, at least 2 */
    Remembered(int most) {
        int bits = most * BITS_A_THING;
        this.most = most;
        this.mask = bits - 1;
        this.young = new int[bits / Integer.SIZE];
        this.old = new int[bits / Integer.SIZE];
    }

    boolean contains(long hash) {
        return contains(young, hash) || contains(old, hash);
    }

    private boolean contains(int[] bits, long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((bits[bit >>> 5] & 1 << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private int bit(long hash, int probe) {
        return (int) (hash >>> 32) * probe + (int) hash & mask;
    }

    /**
     * Adds a thing that is not contained.
     *
     * @return whether a generation has come to its end
     */
    boolean add(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            young[bit >>> 5] |= 1 << bit;
        }
        if (++things < most) {
            return false;
        }
        int[] forgotten = old;
        old = young;
        Arrays.fill(forgotten, 0);
        young = forgotten;
        things = 0;
        return true;
    }

    int bytes() {
        return Integer.BYTES * (1 + young.length + old.length);
    }

    void write(ByteBuffer to) {
        to.putInt(things);
        for (int[] bits : new int[][] {young, old}) {
            for (int word : bits) {
                to.putInt(word);
            }
        }
    }

    /** @throws IllegalArgumentException if there are more things than a generation holds */
    void read(ByteBuffer from) {
        things = from.getInt();
        if (things < 0 || things >= most) {
            throw new IllegalArgumentException(things + " things are not in 0.." + (most - 1));
        }
        for (int[] bits : new int[][] {young, old}) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] = from.getInt();
            }
        }
    }
}
