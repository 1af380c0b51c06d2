package io.abatis.count;

/**
 * The last things of a window, each in 4, 8 or 16 bits, whatever the greatest of them needs: with up to 16 names, or for the answers, two calls share a byte.
 * Immutable; the things are in the window's bytes.
 */
final class Ring {

    private static final int NIBBLE = 2;
    private static final int BYTE = 3;
    private static final int SHORT = 4;

    private final int logBits;
    private final int start;

    /**
     * @param calls how many it holds
     * @param values how many different things there are: they are 0 to values - 1, at most 65,535
     */
    Ring(Plan plan, int calls, int values) {
        this.logBits = values <= 1 << 4 ? NIBBLE : values <= 1 << 8 ? BYTE : SHORT;
        this.start = plan.part((calls << logBits) + 7 >> 3);
    }

    /** Where the ring begins in the bytes of a window that begin somewhere. */
    int start(int at) {
        return at + start;
    }

    int get(byte[] bytes, int start, int slot) {
        return switch (logBits) {
            case NIBBLE -> bytes[start + (slot >> 1)] >>> shift(slot) & 15;
            case BYTE -> bytes[start + slot] & 0xff;
            default -> Bytes.shortAt(bytes, start + 2 * slot) & 0xffff;
        };
    }

    void put(byte[] bytes, int start, int slot, int thing) {
        switch (logBits) {
            case NIBBLE -> {
                int at = start + (slot >> 1);
                bytes[at] = (byte) (bytes[at] & ~(15 << shift(slot)) | thing << shift(slot));
            }
            case BYTE -> bytes[start + slot] = (byte) thing;
            default -> Bytes.putShort(bytes, start + 2 * slot, thing);
        }
    }

    /** Odd slots are in the upper half of their byte. */
    private static int shift(int slot) {
        return (slot & 1) << 2;
    }
}
