package io.abatis.client;

/** Mixing of bits. */
public final class Hashing {

    private Hashing() {}

    /** Stafford's variant 13 of the finaliser of MurmurHash3: every bit of the argument moves about half of the bits of the result. */
    public static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
