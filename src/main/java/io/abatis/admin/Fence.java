package io.abatis.admin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks where a request comes from, before anybody asks whose it is. From this machine alone, by the socket's address. For one of our names: a page elsewhere can
 * have its own name resolved to this machine (DNS rebinding), and would then read what is meant for the operator. And what changes anything must come from no page
 * or from our own: a foreign one can have a browser send what it likes, with the operator's cookie. Thread-safe.
 */
final class Fence implements Filter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Set<String> hosts;

    /** @param hosts the names that this server is asked for by, in lower case, IPv6 addresses in brackets */
    Fence(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        SafeHeaders.put(answer);
        Problem problem = problem((HttpServletRequest) request);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            problem.write(answer);
        }
    }

    private @Nullable Problem problem(HttpServletRequest request) {
        if (!Peer.isThisMachine(Peer.of(request))) {
            return Problem.forbidden("this is for this machine alone: come through ssh -L");
        }
        if (!hosts.contains(host(request.getServerName()))) {
            return Problem.forbidden("this server is not called so: use 127.0.0.1 or localhost");
        }
        if (!METHODS.contains(request.getMethod())) {
            return Problem.method("GET, HEAD, POST, PUT, DELETE, OPTIONS");
        }
        return isUnsafe(request) && !isFromOurPages(request)
                ? Problem.forbidden("a page of another origin cannot change anything here")
                : null;
    }

    /** Whether a request may change something. */
    static boolean isUnsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    /** Browsers say where a page is from; whoever is no browser need not. */
    private static boolean isFromOurPages(HttpServletRequest request) {
        String own = request.getScheme() + "://" + request.getHeader("Host");
        return all(request.getHeaders("Origin"), origin -> origin.equalsIgnoreCase(own))
                && all(request.getHeaders("Sec-Fetch-Site"), OWN_SITE::contains);
    }

    private static boolean all(@Nullable Enumeration<String> values, Predicate<String> test) {
        while (values != null && values.hasMoreElements()) {
            if (!test.test(values.nextElement())) {
                return false;
            }
        }
        return true;
    }

    /** Containers name IPv6 hosts with or without brackets. */
    private static String host(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }
}
