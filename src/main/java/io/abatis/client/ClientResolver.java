package io.abatis.client;

import java.util.List;

/**
 * Finds the client behind a chain of proxies. The header is believed only as far as trusted hands wrote it: it is walked from right to left,
 * beginning at the socket's peer, and the walk ends at the first address that is not a trusted proxy, or before the first element that names no IP
 * literal ({@code unknown}, an obfuscated name, anything malformed). If it ends on a trusted proxy, nobody knows whom that speaks for. With no
 * trusted proxies the socket's peer is the client. Immutable.
 *
 * <p>What stands left of the element of the first untrusted address was written by its owner, and changes nothing. A proxy must write its own
 * elements whole: one that copies what a client sent ({@code host}) into {@code Forwarded} without escaping it lets the client write elements.
 *
 * @param trusted the proxies that are believed; whoever has such an address can choose the client, so no client may
 * @param header the header that they are believed in
 * @param ipv6Prefix how many leading bits of an IPv6 address make one client, 1 to 128; a household or server usually holds a whole /64
 */
public record ClientResolver(CidrSet trusted, ForwardedHeader header, int ipv6Prefix) {

    /** Trusts nobody, and takes an IPv6 /64 for one client: the default, and what logs are read with. */
    public static final ClientResolver SOCKETS =
            new ClientResolver(CidrSet.empty(), ForwardedHeader.X_FORWARDED_FOR, 64);

    /** @throws IllegalArgumentException if the prefix is not in 1..128 */
    public ClientResolver {
        if (ipv6Prefix < 1 || ipv6Prefix > 128) {
            throw new IllegalArgumentException("ipv6-prefix " + ipv6Prefix + " is not in 1..128");
        }
    }

    /**
     * Who a request comes from. Never fails; work is linear in the length of the lines.
     *
     * @param peer the socket's remote address
     * @param lines the values of the request's {@link #header} lines in their order, empty if none; several lines are one list
     */
    public Caller resolve(Ip peer, List<String> lines) {
        if (!trusted.contains(peer)) {
            return new Caller(key(peer), false);
        }
        Ip nearest = peer;
        for (int line = lines.size() - 1; line >= 0; line--) {
            String elements = lines.get(line);
            int end = elements.length();
            while (end >= 0) {
                int start = header.start(elements, end);
                Ip hop = start < 0 ? null : header.hop(elements, start, end);
                if (hop == null) {
                    return new Caller(key(nearest), true);
                }
                if (!trusted.contains(hop)) {
                    return new Caller(key(hop), false);
                }
                nearest = hop;
                end = start - 1;
            }
        }
        return new Caller(key(nearest), true);
    }

    /** The client of an address: itself, or for IPv6 its network. */
    public Ip key(Ip ip) {
        return ip.isV4() ? ip : ip.network(ipv6Prefix);
    }
}
