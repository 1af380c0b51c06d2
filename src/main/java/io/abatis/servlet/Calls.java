package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.call.Naming;
import io.abatis.call.RawTarget;
import io.abatis.call.Route;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes calls of requests: who, what, when. No look-ups of names, no I/O. Safe for all threads. */
final class Calls {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ClientResolver resolver;
    private final RouteNames names;

    Calls(ClientResolver resolver, Naming naming) {
        this.resolver = resolver;
        this.names = new RouteNames(naming);
    }

    /**
     * The call that a request is.
     *
     * @throws IllegalStateException if the container tells no IP address of the peer
     */
    Call of(HttpServletRequest request, long nowMillis) {
        Ip peer = peer(request.getRemoteAddr());
        if (peer == null) {
            throw new IllegalStateException("the container names no IP address for the peer of this connection");
        }
        List<String> forwarded =
                resolver.trusted().isEmpty() ? List.of() : Collections.list(request.getHeaders(FORWARDED_FOR));
        Route route = names.of(request.getMethod(), path(request));
        return new Call(resolver.resolve(peer, forwarded), route.name(), nowMillis, route.zone(), false);
    }

    /** Some containers write IPv6 addresses in brackets. */
    private static @Nullable Ip peer(@Nullable String address) {
        if (address == null || !address.startsWith("[") || !address.endsWith("]")) {
            return Ip.parse(address);
        }
        return Ip.parse(address.substring(1, address.length() - 1));
    }

    /** What the container itself dispatches on: decoded, normalised, without path parameters. */
    private static String path(HttpServletRequest request) {
        try {
            String info = request.getPathInfo();
            String path = info == null ? request.getServletPath() : request.getServletPath() + info;
            return path.isEmpty() ? "/" : path;
        } catch (IllegalArgumentException e) {
            // Jetty, told to accept ambiguous URIs, serves them but will not say what they decode to: name them as a
            // log would.
            String path = RawTarget.path(request.getRequestURI());
            String context = RawTarget.path(request.getContextPath());
            return path.startsWith(context + "/") ? path.substring(context.length()) : path;
        }
    }
}
