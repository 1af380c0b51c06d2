package io.abatis.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind a chain of proxies. The header is believed only as far as trusted hands wrote it: it is walked from right to left,
 * beginning at the socket's peer, and the walk ends at the first address that is not a trusted proxy, or before the first entry that is not an IP
 * literal. With no trusted proxies the socket's peer is the client. Immutable.
 *
 * @param trusted the proxies whose {@code X-Forwarded-For} is believed
 * @param ipv6Prefix how many leading bits of an IPv6 address make one client, 1 to 128; a household or server usually holds a whole /64
 */
public record ClientResolver(CidrSet trusted, int ipv6Prefix) {

    /** Trusts nobody, and takes an IPv6 /64 for one client: the default, and what logs are read with. */
    public static final ClientResolver SOCKETS = new ClientResolver(CidrSet.empty(), 64);

    /** @throws IllegalArgumentException if the prefix is not in 1..128 */
    public ClientResolver {
        if (ipv6Prefix < 1 || ipv6Prefix > 128) {
            throw new IllegalArgumentException("ipv6-prefix " + ipv6Prefix + " is not in 1..128");
        }
    }

    /**
     * The client that a request is counted under.
     *
     * @param peer the socket's remote address
     * @param forwardedFor the request's {@code X-Forwarded-For} lines in their order, empty if none
     */
    public Ip resolve(Ip peer, List<String> forwardedFor) {
        Ip client = peer;
        if (trusted.contains(peer)) {
            for (int line = forwardedFor.size() - 1; line >= 0; line--) {
                String entries = forwardedFor.get(line);
                int end = entries.length();
                while (end >= 0) {
                    int comma = entries.lastIndexOf(',', end - 1);
                    Ip hop = hop(entries.substring(comma + 1, end).trim());
                    if (hop == null) {
                        return key(client);
                    }
                    client = hop;
                    if (!trusted.contains(hop)) {
                        return key(client);
                    }
                    end = comma;
                }
            }
        }
        return key(client);
    }

    /** The client of an address: itself, or for IPv6 its network. */
    public Ip key(Ip ip) {
        return ip.isV4() ? ip : ip.network(ipv6Prefix);
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static @Nullable Ip hop(String entry) {
        if (entry.startsWith("[")) {
            int close = entry.indexOf(']');
            boolean tail = close > 0 && (close == entry.length() - 1 || isPort(entry, close + 1));
            return tail ? Ip.parse(entry.substring(1, close)) : null;
        }
        int colon = entry.indexOf(':');
        boolean one = colon > 0 && entry.lastIndexOf(':') == colon;
        return one && isPort(entry, colon) ? Ip.parse(entry.substring(0, colon)) : Ip.parse(entry);
    }

    private static boolean isPort(String entry, int colon) {
        int digits = entry.length() - colon - 1;
        if (entry.charAt(colon) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        for (int i = colon + 1; i < entry.length(); i++) {
            if (entry.charAt(i) < '0' || entry.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
