package io.abatis.admin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators in, and others to what is open to everybody on this machine. Changes asked for with a cookie need a token of our own pages, too, which works once;
 * each answer to such a request brings the next. Thread-safe.
 */
final class Door implements Filter {

    static final String API = "/api/v1";
    static final String CSRF_HEADER = "X-CSRF-Token";
    static final String LOGIN = "/login";

    /** What needs no log-in, besides the log-in itself, and what pages are made of. */
    private static final Set<String> OPEN = Set.of(API + "/openapi.yaml", "/health/live", "/health/ready");

    private final Keys keys;
    private final Logbook logbook;
    private final PageTable pages;

    Door(Keys keys, Logbook logbook, PageTable pages) {
        this.keys = keys;
        this.logbook = logbook;
        this.pages = pages;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String path = path(http);
        try {
            if (!isOpen(http, path)) {
                Who who = keys.of(http);
                if (who == null && pages.isPage(path) && !Fence.isUnsafe(http)) {
                    answer.setStatus(HttpServletResponse.SC_FOUND);
                    answer.setHeader("Location", LOGIN + "?next=" + encoded(path, http.getQueryString()));
                    return;
                }
                check(http, answer, who);
            }
        } catch (Problem problem) {
            problem.write(answer);
            return;
        }
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest request, HttpServletResponse answer, @Nullable Who who) throws Problem {
        boolean isUnsafe = Fence.isUnsafe(request);
        if (who == null) {
            if (isUnsafe) {
                logbook.refused(Peer.of(request), "a change without a log-in");
            }
            throw Problem.unauthorized("log in, or bring a token");
        }
        Session session = who.session();
        if (session != null && isUnsafe) {
            String token = request.getHeader(CSRF_HEADER);
            boolean isOurs = token != null && session.csrf().use(token);
            answer.setHeader(CSRF_HEADER, session.csrf().next());
            if (!isOurs) {
                logbook.refused(Peer.of(request), "a change with a cookie alone");
                throw Problem.forbidden("the header " + CSRF_HEADER
                        + " is missing, or its token was used before: take the one of this answer");
            }
        }
        who.noteIn(request);
    }

    private boolean isOpen(HttpServletRequest request, String path) {
        return OPEN.contains(path)
                || path.equals(API + "/session") && request.getMethod().equals("POST")
                || pages.isOpen(path);
    }

    /** The decoded path, as the servlets are chosen by. */
    static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static String encoded(String path, @Nullable String query) {
        return URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
    }
}
