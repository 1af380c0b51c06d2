package io.abatis.call;

import io.abatis.client.Ip;

/**
 * One request.
 *
 * @param client who makes it
 * @param name what it asks for: method and route, for example {@code GET /api/users/{number}}, see {@link RouteNames}
 * @param timeMillis when, milliseconds since 1970-01-01T00:00Z
 * @param zone the configured prefix of routes that it falls under, for example {@code /static}; empty if none
 * @param byProxy whether the client is a trusted proxy that did not say on whose behalf it calls
 */
public record Call(Ip client, String name, long timeMillis, String zone, boolean byProxy) {

    /** A call under no configured prefix, from a client that is no proxy. */
    public Call(Ip client, String name, long timeMillis) {
        this(client, name, timeMillis, "", false);
    }
}
