package io.abatis.demo;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets only requests through that name this machine as their host. A page elsewhere can have its own name resolved to 127.0.0.1 (DNS rebinding), and
 * would then read what is meant for the operator. And lets only GET and HEAD through: servlets would echo a TRACE by themselves.
 */
final class LocalHost implements Filter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!NAMES.contains(request.getServerName())) {
            answer.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (!METHODS.contains(((HttpServletRequest) request).getMethod())) {
            answer.setHeader("Allow", "GET, HEAD");
            answer.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else {
            chain.doFilter(request, response);
        }
    }
}
