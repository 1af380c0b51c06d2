package io.abatis.servlet;

import io.abatis.call.Call;
import io.abatis.call.Naming;
import io.abatis.call.RawTarget;
import io.abatis.call.Route;
import io.abatis.call.RouteNames;
import io.abatis.client.Caller;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes calls of requests: who, what, when. No look-ups of names, no I/O. Safe for all threads. */
final class Calls {

    private final ClientResolver resolver;
    private final SilentProxies silent;
    private final RouteNames names;

    /** Whether nobody is believed whom it speaks for. */
    private final boolean isDirect;

    Calls(ClientResolver resolver, Naming naming) {
        this.resolver = resolver;
        this.isDirect = resolver.trusted().isEmpty();
        this.names = new RouteNames(naming);
        this.silent = new SilentProxies(resolver.header());
    }

    /**
     * The call that a request is.
     *
     * @throws IllegalStateException if the container tells no IP address of the peer
     */
    Call of(HttpServletRequest request, long nowMillis) {
        Ip peer = peer(request.getRemoteAddr());
        List<String> lines = isDirect
                ? List.of()
                : Collections.list(request.getHeaders(resolver.header().fieldName()));
        Caller caller = resolver.resolve(peer, lines);
        if (caller.isProxy()) {
            silent.saw(peer);
        }
        Route route = names.of(request.getMethod(), path(request));
        return new Call(caller.client(), route.name(), nowMillis, route.zone(), caller.isProxy());
    }

    /** Some containers write IPv6 addresses in brackets. No address is made up for what is none: it may be the client's own choice. */
    private static Ip peer(@Nullable String told) {
        String address = told == null ? "" : told;
        int last = address.length() - 1;
        boolean brackets = last > 0 && address.charAt(0) == '[' && address.charAt(last) == ']';
        Ip peer = Ip.parse(brackets ? address.substring(1, last) : address);
        if (peer == null) {
            throw new IllegalStateException("the container names no IP address for the peer of this connection, but '"
                    + address.replaceAll("[^!-~]", "?")
                    + "': let the proxy connect by TCP instead of a Unix domain socket, and take out what rewrites the"
                    + " remote address before Abatis (a ForwardedRequestCustomizer or RemoteIpFilter)");
        }
        return peer;
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
