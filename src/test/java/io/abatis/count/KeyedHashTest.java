package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class KeyedHashTest {

    /**
     * SipHash as its paper writes it down (section 2), with c rounds a word and d in the end: an array of four words, the message as bytes, the last block
     * made of its rest and its length.
     */
    private static long sipHash(int c, int d, byte[] key, byte[] message) {
        ByteBuffer keys = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        long k0 = keys.getLong();
        long k1 = keys.getLong();
        long[] v = {
            k0 ^ 0x736f6d6570736575L, k1 ^ 0x646f72616e646f6dL, k0 ^ 0x6c7967656e657261L, k1 ^ 0x7465646279746573L
        };
        byte[] padded = new byte[message.length / 8 * 8 + 8];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[padded.length - 1] = (byte) message.length;
        ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        while (words.hasRemaining()) {
            long m = words.getLong();
            v[3] ^= m;
            rounds(v, c);
            v[0] ^= m;
        }
        v[2] ^= 0xff;
        rounds(v, d);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void rounds(long[] v, int n) {
        for (int i = 0; i < n; i++) {
            v[0] += v[1];
            v[2] += v[3];
            v[1] = Long.rotateLeft(v[1], 13);
            v[3] = Long.rotateLeft(v[3], 16);
            v[1] ^= v[0];
            v[3] ^= v[2];
            v[0] = Long.rotateLeft(v[0], 32);
            v[2] += v[1];
            v[0] += v[3];
            v[1] = Long.rotateLeft(v[1], 17);
            v[3] = Long.rotateLeft(v[3], 21);
            v[1] ^= v[2];
            v[3] ^= v[0];
            v[2] = Long.rotateLeft(v[2], 32);
        }
    }

    private static byte[] key(long key0, long key1) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(key0)
                .putLong(key1)
                .array();
    }

    /** The example of the paper's appendix A: key 00 to 0f, message 00 to 0e, two rounds and four. */
    @Test
    void reference_examplesOfThePaper_areRight() {
        byte[] key = new byte[16];
        byte[] message = new byte[15];
        for (int i = 0; i < 16; i++) {
            key[i] = (byte) i;
        }
        System.arraycopy(key, 0, message, 0, 15);
        assertThat(sipHash(2, 4, key, message)).isEqualTo(0xa129ca6149be45e5L);
    }

    @Property(seed = "1")
    void of_anyText_isSipHash13OfItsUtf16(@ForAll long key0, @ForAll long key1, @ForAll String text) {
        // jqwik's strings hold lone surrogates, which no encoder would keep
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        text.chars().forEach(c -> bytes.putChar((char) c));
        assertThat(new KeyedHash(key0, key1).of(text)).isEqualTo(sipHash(1, 3, key(key0, key1), bytes.array()));
    }

    @Test
    void of_everyLengthTo300_isSipHash13() {
        KeyedHash hash = new KeyedHash(1, 2);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_16LE);
            assertThat(hash.of(text)).isEqualTo(sipHash(1, 3, key(1, 2), bytes));
            text.append((char) ('a' + i % 26));
        }
    }

    @Property(seed = "1", tries = 300)
    void of_oneBitOfTheKey_movesAboutHalfOfTheHash(
            @ForAll long key0, @ForAll long key1, @ForAll @StringLength(max = 40) String text) {
        int moved = 0;
        for (int bit = 0; bit < 64; bit++) {
            long before = new KeyedHash(key0, key1).of(text);
            moved += Long.bitCount(before ^ new KeyedHash(key0 ^ 1L << bit, key1).of(text));
            moved += Long.bitCount(before ^ new KeyedHash(key0, key1 ^ 1L << bit).of(text));
        }
        assertThat(moved / 128.0).isBetween(28.0, 36.0);
    }

    @Property(seed = "1")
    void of_otherText_isAnotherHash(@ForAll String one, @ForAll String other) {
        Assume.that(!one.equals(other));
        KeyedHash hash = new KeyedHash(3, 4);
        assertThat(hash.of(one)).isNotEqualTo(hash.of(other));
    }

    @Test
    void of_textsThatStringsHashAlike_differ() {
        KeyedHash hash = new KeyedHash(5, 6);
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // the same String.hashCode
            }
            hashes.add(hash.of(text));
        }
        assertThat(hashes).hasSize(1 << 12);
    }
}
