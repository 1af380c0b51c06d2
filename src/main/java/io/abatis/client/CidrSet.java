package io.abatis.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * An immutable set of networks, made for lists of hundreds of thousands: a look-up takes the logarithm of their number, and allocates nothing.
 * IPv4 networks hold IPv4 addresses only, and IPv6 networks IPv6 addresses only.
 */
public final class CidrSet {

    private static final CidrSet EMPTY = copyOf(List.of());
    private static final int SHOWN = 100;

    private final Networks v4;
    private final Networks v6;

    private CidrSet(Networks v4, Networks v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    /** The set that holds no address. */
    public static CidrSet empty() {
        return EMPTY;
    }

    /**
     * Reads every entry, or none.
     *
     * @param entries as {@link Cidr#parse} takes them
     * @throws IllegalArgumentException naming every bad entry, a line each: an entry that silently matches nothing is a hole
     */
    public static CidrSet of(Collection<String> entries) {
        List<Cidr> networks = new ArrayList<>(entries.size());
        List<String> errors = new ArrayList<>();
        for (String entry : entries) {
            try {
                networks.add(Cidr.parse(entry));
            } catch (IllegalArgumentException e) {
                errors.add(String.valueOf(e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", errors));
        }
        return copyOf(networks);
    }

    /** The set of these networks, which may be many times the same, or within each other. */
    public static CidrSet copyOf(Collection<Cidr> networks) {
        List<Cidr> v4 = new ArrayList<>();
        List<Cidr> v6 = new ArrayList<>();
        for (Cidr one : networks) {
            (one.network().isV4() ? v4 : v6).add(one);
        }
        return new CidrSet(Networks.of(v4), Networks.of(v6));
    }

    /** Whether any network of the set holds the address. */
    public boolean contains(Ip ip) {
        return (ip.isV4() ? v4 : v6).contains(ip);
    }

    /** Whether the set has no network. */
    public boolean isEmpty() {
        return v4.size() + v6.size() == 0;
    }

    /** The networks in the order of their addresses, IPv4 first, without those that lie within another; of a long list, the beginning. */
    @Override
    public String toString() {
        int size = v4.size() + v6.size();
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < Math.min(size, SHOWN); i++) {
            text.add((i < v4.size() ? v4.get(i) : v6.get(i - v4.size())).toString());
        }
        return size <= SHOWN ? text.toString() : text + " and " + (size - SHOWN) + " more";
    }
}
