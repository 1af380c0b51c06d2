package io.abatis.traffic;

import io.abatis.call.Naming;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import java.util.Set;

/**
 * How the calls and clients in logs are told apart: as the live filter does it, if both are of its configuration. Safe for all threads.
 *
 * @param names names the calls
 * @param clients makes clients of addresses; whom it trusts is of no account, for a log has the client's own address
 * @param off zones in which the live filter does nothing: their calls are left out
 */
public record Reading(RouteNames names, ClientResolver clients, Set<String> off) {

    /** Takes a copy of the zones. */
    public Reading {
        off = Set.copyOf(off);
    }

    /** Without templates, and an IPv6 /64 for one client: as the filter does if it is not told otherwise. */
    public static final Reading DEFAULT = new Reading(new RouteNames(Naming.NONE), ClientResolver.SOCKETS, Set.of());
}
