package io.abatis.count;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The bytes that {@link Popularity} is kept in: a version, the length of what follows, its CRC-32 (ISO 3309), and all fields in their order, deflated
 * (RFC 1950). Nothing is believed before the sum is right, and no length is taken from the bytes.
 */
final class Snapshot {

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES + Integer.BYTES;

    private Snapshot() {}

    static byte[] of(byte[] fields) {
        CRC32 sum = new CRC32();
        sum.update(fields);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(fields);
            deflater.finish();
            byte[] deflated = new byte[fields.length + fields.length / 1_000 + 1_024];
            int length = deflater.deflate(deflated);
            return ByteBuffer.allocate(HEAD + length)
                    .put(VERSION)
                    .putInt(length)
                    .putInt((int) sum.getValue())
                    .put(deflated, 0, length)
                    .array();
        } finally {
            deflater.end();
        }
    }

    /**
     * The fields again.
     *
     * @param length how many bytes they have, whatever the snapshot says
     * @throws IllegalArgumentException if the bytes are no snapshot, or damaged
     */
    static ByteBuffer fields(byte[] bytes, int length) {
        Inflater inflater = new Inflater();
        try {
            ByteBuffer head = ByteBuffer.wrap(bytes);
            if (head.get() != VERSION) {
                throw new IllegalArgumentException("the snapshot is not of version " + VERSION);
            }
            if (head.getInt() != bytes.length - HEAD) {
                throw new IllegalArgumentException("the snapshot is cut off");
            }
            int expected = head.getInt();
            inflater.setInput(bytes, HEAD, bytes.length - HEAD);
            byte[] fields = new byte[length];
            int filled = 0;
            while (filled < length) {
                int more = inflater.inflate(fields, filled, length - filled);
                if (more == 0) {
                    break;
                }
                filled += more;
            }
            CRC32 sum = new CRC32();
            sum.update(fields);
            if (filled < length || inflater.inflate(new byte[1]) > 0 || (int) sum.getValue() != expected) {
                throw new IllegalArgumentException("the snapshot is damaged");
            }
            return ByteBuffer.wrap(fields);
        } catch (DataFormatException | BufferUnderflowException e) {
            throw new IllegalArgumentException("the snapshot is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
