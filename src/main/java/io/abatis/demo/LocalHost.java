package io.abatis.demo;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets only requests through that name this machine as their host. A page elsewhere can have its own name resolved to 127.0.0.1 (DNS rebinding), and
 * would then read what is meant for the operator.
 */
final class LocalHost implements Filter {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (NAMES.contains(request.getServerName())) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
