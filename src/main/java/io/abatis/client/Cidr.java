package io.abatis.client;

/**
 * A network in CIDR notation. A single address is a network of its full width.
 *
 * @param network the first address, no bit set after the prefix
 * @param prefix the prefix length in the network's own family, 0 to 32 or 0 to 128
 */
public record Cidr(Ip network, int prefix) {

    /** @throws IllegalArgumentException if bits are set after the prefix, or the prefix does not fit the family */
    public Cidr {
        if (!network.network(prefix).equals(network)) {
            throw new IllegalArgumentException("'" + network + "/" + prefix + "' has bits set after its prefix: write "
                    + network.network(prefix) + "/" + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address. No host names, no masks, no leading zeros; IPv4-mapped networks must
     * be written as IPv4, because {@code ::ffff:10.0.0.0/8} has been read as "all of IPv4" elsewhere.
     *
     * @throws IllegalArgumentException for anything else; the message names the text and what to write
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Ip ip = Ip.parse(address);
        if (ip == null || address.indexOf('%') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a network: write 10.0.0.0/8, 2001:db8::/32 or a single address");
        }
        if (ip.isV4() && address.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is an IPv4 network in IPv6 clothes: write it as IPv4");
        }
        return new Cidr(ip, slash < 0 ? ip.width() : prefix(text, slash + 1, ip.width()));
    }

    private static int prefix(String text, int from, int width) {
        int length = text.length() - from;
        int prefix = 0;
        boolean good = length >= 1 && length <= 3 && (length == 1 || text.charAt(from) != '0');
        for (int i = from; good && i < text.length(); i++) {
            int digit = text.charAt(i) - '0'; // Character.digit would take digits of every script
            good = digit >= 0 && digit <= 9;
            prefix = prefix * 10 + digit;
        }
        if (!good || prefix > width) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length in 0.." + width);
        }
        return prefix;
    }

    /** Whether this network holds the address; an IPv4 network holds IPv4 addresses only, and an IPv6 one IPv6 only. */
    public boolean contains(Ip ip) {
        return ip.isV4() == network.isV4() && ip.network(prefix).equals(network);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
