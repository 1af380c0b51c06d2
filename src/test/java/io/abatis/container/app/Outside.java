package io.abatis.container.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands before the filter, sees what comes out of it, and makes the gate fail for whoever asks for that. */
final class Outside implements Filter {

    private static final AtomicInteger UNWRAPPED = new AtomicInteger();

    /** How many exceptions came out of the filter as the very objects that the application threw. */
    static int unwrapped() {
        return UNWRAPPED.get();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        try {
            chain.doFilter(http.getHeader("X-Break") == null ? http : new Nowhere(http), response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            if (Desk.hasThrown(e)) {
                UNWRAPPED.incrementAndGet();
            }
            throw e;
        }
    }

    /** A request that does not tell where it comes from: then there is nobody to judge. */
    private static final class Nowhere extends HttpServletRequestWrapper {

        Nowhere(HttpServletRequest request) {
            super(request);
        }

        @Override
        @SuppressWarnings("NullAway") // containers do it, whatever the API says
        public @Nullable String getRemoteAddr() {
            return null;
        }
    }
}
