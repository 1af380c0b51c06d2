package io.abatis.load;

/**
 * One crafted client. Benign clients have the addresses from 172.144.0.22 on, hostile ones from 175.144.22.2 on; the two
 * ranges never meet.
 *
 * @param kind whose distribution of calls it draws from
 * @param number which one of its kind, from 0 to {@value #MAX_OF_A_KIND} - 1
 */
public record CraftedClient(ClientKind kind, int number) {

    /** How many clients of one kind there can be. */
    public static final int MAX_OF_A_KIND = 65_536;

    private static final int FIRST_BENIGN = 172 << 24 | 144 << 16 | 22;
    private static final int FIRST_HOSTILE = 175 << 24 | 144 << 16 | 22 << 8 | 2;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the number is out of range
     */
    public CraftedClient {
        if (number < 0 || number >= MAX_OF_A_KIND) {
            throw new IllegalArgumentException("a client's number is 0 to " + (MAX_OF_A_KIND - 1) + ", not " + number);
        }
    }

    /** The IPv4 address in dotted notation, as it is sent in {@code X-Forwarded-For}. */
    public String address() {
        int bits = (kind == ClientKind.BENIGN ? FIRST_BENIGN : FIRST_HOSTILE) + number;
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
