package io.abatis.demo;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers as if there were no folder {@code admin}: the operators' pages lie beside the demo's own, and a container that is given the whole folder would show them
 * to everybody. Thread-safe.
 */
public final class NotHere implements Filter {

    private static final String FOLDER = "admin";

    /** Made by the container. */
    public NotHere() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && isWithin(path(http))) {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** As the container has decoded it. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    /** Any part, in any case and with any separator: no file system is to find a way that this does not. */
    static boolean isWithin(String path) {
        for (String part : path.split("[/\\\\]+", -1)) {
            if (part.strip().equalsIgnoreCase(FOLDER)) {
                return true;
            }
        }
        return false;
    }
}
