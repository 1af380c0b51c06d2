package io.abatis.count;

/** Where the parts of a window lie in its bytes, one after the other. Used by one thread, while a shape is made. */
final class Plan {

    private int bytes;

    /** @param fixedBytes the bytes that come before all parts */
    Plan(int fixedBytes) {
        this.bytes = fixedBytes;
    }

    /** Adds a part of so many bytes, and returns where it begins. */
    int part(int partBytes) {
        int start = bytes;
        bytes += partBytes;
        return start;
    }

    /** How many bytes a window takes. */
    int bytes() {
        return bytes;
    }
}
