package io.abatis.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** An immutable set of networks. */
public final class CidrSet {

    private static final CidrSet EMPTY = new CidrSet(List.of());

    private final List<Cidr> networks;

    private CidrSet(List<Cidr> networks) {
        this.networks = networks;
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
        List<Cidr> networks = new ArrayList<>();
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
        return new CidrSet(List.copyOf(networks));
    }

    /** Whether any network of the set holds the address. */
    public boolean contains(Ip ip) {
        for (int i = 0; i < networks.size(); i++) {
            if (networks.get(i).contains(ip)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the set has no network. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    @Override
    public String toString() {
        return networks.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }
}
