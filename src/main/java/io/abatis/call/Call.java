package io.abatis.call;

import io.abatis.client.Ip;

/**
 * One request, as the gate sees it.
 *
 * @param client who is counted and blocked: an IPv4 address, or the first address of an IPv6 prefix
 * @param name method and route, for example {@code GET /api/users/{number}}, as {@link RouteNames} gives it
 * @param timeMillis when it came in, milliseconds since 1970-01-01T00:00Z
 * @param zone the configured prefix of routes that it falls under, for example {@code /static}; empty if none
 * @param byProxy whether the client is a trusted proxy that did not say on whose behalf it calls
 */
public record Call(Ip client, String name, long timeMillis, String zone, boolean byProxy) {

    /** A call under no configured prefix, from a client that is no proxy. */
    public Call(Ip client, String name, long timeMillis) {
        this(client, name, timeMillis, "", false);
    }
}
