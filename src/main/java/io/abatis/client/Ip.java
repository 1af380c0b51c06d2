package io.abatis.client;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits, high half first. An IPv4 address is held in its IPv4-mapped form ({@code ::ffff:0:0/96}), so that
 * {@code 192.0.2.1} and {@code ::ffff:192.0.2.1} are one and the same.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Ip(long high, long low) implements Comparable<Ip> {

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long LOW_32 = 0xffff_ffffL;

    /**
     * Reads a literal, strictly: four decimal numbers without leading zeros, or RFC 4291 groups. A zone id is stripped. Never looks a name up.
     *
     * @param text for example {@code 192.0.2.1}, {@code 2001:db8::1}, {@code fe80::1%eth0}; null is no address
     * @return the address, or null if the text is anything else
     */
    public static @Nullable Ip parse(@Nullable CharSequence text) {
        if (text == null) {
            return null;
        }
        long v4 = IpLiteral.v4(text, 0, text.length()); // nearly all are
        return v4 < 0 ? parse(text, 0, text.length()) : ofV4((int) v4);
    }

    /** Reads a part of a text: from one position to, not including, the other. */
    static @Nullable Ip parse(CharSequence text, int from, int to) {
        return new IpLiteral(text, from, to).read();
    }

    /**
     * Reads a literal that must be one.
     *
     * @throws IllegalArgumentException if it is not; the message names the text
     */
    public static Ip of(String text) {
        Ip ip = parse(text);
        if (ip == null) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address");
        }
        return ip;
    }

    /** The IPv4 address of these 32 bits. */
    public static Ip ofV4(int bits) {
        return new Ip(0, MAPPED | (bits & LOW_32));
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return high == 0 && (low & ~LOW_32) == MAPPED;
    }

    /** The width of this address in its own family: 32 or 128. */
    public int width() {
        return isV4() ? 32 : 128;
    }

    /**
     * The network that this address is in.
     *
     * @param prefix the network's prefix length in this address's own family, 0 to {@link #width()}
     * @return this address with all bits after the prefix cleared
     */
    public Ip network(int prefix) {
        int bits = isV4() ? prefix + 96 : prefix;
        if (prefix < 0 || bits > 128) {
            throw new IllegalArgumentException("prefix " + prefix + " is not in 0.." + width());
        }
        return new Ip(high & leading(bits), low & leading(bits - 64));
    }

    /** 64 bits of which so many from the left are set: none below 1, all above 63. */
    static long leading(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /** By hand, because a record's own goes through method handles, and this is asked several times for each call. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ip ip && high == ip.high && low == ip.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /** A hash under a secret: without knowing that, nobody can choose addresses that come together. Every bit is as good as any. */
    public long hash(long secret) {
        return Hashing.mix(Hashing.mix(high ^ secret) + low ^ Long.rotateLeft(secret, 32));
    }

    /** Unsigned numeric order: IPv4 addresses among themselves in their usual order. */
    @Override
    public int compareTo(Ip other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimals, or the canonical text of RFC 5952. */
    @Override
    public String toString() {
        if (isV4()) {
            return ((low >>> 24) & 255) + "." + ((low >>> 16) & 255) + "." + ((low >>> 8) & 255) + "." + (low & 255);
        }
        return canonicalV6();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }

    private String canonicalV6() {
        int start = -1;
        int length = 1; // RFC 5952 section 4.2.2: a single zero group is not shortened
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
            i += run;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && i != start + length) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }
}
