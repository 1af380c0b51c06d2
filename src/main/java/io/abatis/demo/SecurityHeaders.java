package io.abatis.demo;

import io.abatis.admin.SafeHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Puts the headers on every answer that keep a browser from doing more with it than it should.
 *
 * <p>Map it to REQUEST and to ERROR: containers clear the headers before they show an error page. Thread-safe.
 */
public final class SecurityHeaders implements Filter {

    static final Map<String, String> VALUES = SafeHeaders.VALUES;

    /** Made by the container. */
    public SecurityHeaders() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse http) {
            VALUES.forEach(http::setHeader);
        }
        chain.doFilter(request, response);
    }
}
