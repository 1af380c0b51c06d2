package io.abatis.count;

/**
 * SipHash-1-3 of texts (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): without the key nobody can find two texts of the same hash, so
 * nobody can make his route pass for a popular one. Immutable.
 */
final class KeyedHash {

    private static final int CHARS_A_WORD = 4;

    private final long key0;
    private final long key1;

    KeyedHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The hash of a text's UTF-16 code units, lowest byte first. */
    long of(CharSequence text) {
        State state = new State(key0, key1);
        int length = text.length();
        int full = length - length % CHARS_A_WORD;
        for (int i = 0; i < full; i += CHARS_A_WORD) {
            state.absorb(text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48);
        }
        long last = (long) length * Character.BYTES << 56;
        for (int i = full; i < length; i++) {
            last |= (long) text.charAt(i) << 16 * (i - full);
        }
        state.absorb(last);
        return state.finish();
    }

    /** The four words of the function. */
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
