package io.abatis.load;

import java.util.List;

/**
 * One client as Abatis counts it, with whoever is behind its address.
 *
 * @param address an IPv4 address in dotted notation, or an IPv6 network such as {@code 2001:db8:2:1::/64}
 * @param kind hostile if an attacker is among those behind it, or comes to be
 * @param users how many are behind it that never turn hostile
 * @param attackers how many are behind it that are hostile, or turn hostile
 * @param groups the groups of the scenario that they belong to, in the scenario's order
 */
public record CraftedClient(String address, ClientKind kind, int users, int attackers, List<String> groups) {

    /** How many clients of one kind there can be. */
    public static final int MAX_OF_A_KIND = 65_536;

    /** Copies the groups. */
    public CraftedClient {
        groups = List.copyOf(groups);
    }

    /** Whether several persons are behind the address. */
    public boolean isShared() {
        return users + attackers > 1;
    }
}
