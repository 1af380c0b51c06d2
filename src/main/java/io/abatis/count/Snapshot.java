package io.abatis.count;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes to be kept until after a restart: a byte with the version, the body deflated (RFC 1951), and an HMAC-SHA-256 of both (RFC 2104), which damaged bytes
 * and those of another secret do not pass. Immutable.
 */
final class Snapshot {

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1;
    private static final int SUM_BYTES = 32;
    private static final int CHUNK_BYTES = 1 << 13;
    private static final String SUM = "HmacSHA256";

    private final SecretKeySpec key;

    Snapshot(long secret) {
        this.key = new SecretKeySpec(
                ByteBuffer.allocate(Long.BYTES).putLong(secret).array(), SUM);
    }

    byte[] closed(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK_BYTES);
        out.write(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(body);
            deflater.finish();
            byte[] chunk = new byte[CHUNK_BYTES];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
        } finally {
            deflater.end();
        }
        byte[] packed = out.toByteArray();
        byte[] closed = Arrays.copyOf(packed, packed.length + SUM_BYTES);
        System.arraycopy(sum(packed), 0, closed, packed.length, SUM_BYTES);
        return closed;
    }

    /**
     * The body.
     *
     * @param size how long it must be
     * @throws IllegalArgumentException if the bytes are not what {@link #closed} made of so long a body under the same secret
     */
    byte[] opened(byte[] bytes, int size) {
        int end = bytes.length - SUM_BYTES;
        if (end <= HEAD_BYTES) {
            throw new IllegalArgumentException("a snapshot of " + bytes.length + " bytes");
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("a snapshot of version " + bytes[0] + ", not " + VERSION);
        }
        byte[] sum = sum(Arrays.copyOf(bytes, end));
        if (!MessageDigest.isEqual(sum, Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new IllegalArgumentException("a snapshot that is damaged, or of another secret");
        }
        return inflated(bytes, end, size);
    }

    private static byte[] inflated(byte[] bytes, int end, int size) {
        byte[] body = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, HEAD_BYTES, end - HEAD_BYTES);
            int length = 0;
            int more = 1;
            while (more > 0) {
                more = inflater.inflate(body, length, size - length);
                length += more;
            }
            boolean isWhole = length == size && inflater.inflate(new byte[1]) == 0;
            if (!isWhole || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("a snapshot of another size than " + size + " bytes");
            }
            return body;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a snapshot that cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }

    private byte[] sum(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(SUM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + SUM, e);
        }
    }
}
