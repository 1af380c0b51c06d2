package io.abatis.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends the requests of a traffic through a filter, round and round, to an application that answers as the traffic says. Belongs to one thread. */
final class Laps implements FilterChain {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Filter filter;
    private final Traffic traffic;
    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();
    private final int mask;
    private int next;
    private int status;

    /** @param first the request to begin with */
    Laps(Filter filter, Traffic traffic, int first) {
        this.filter = filter;
        this.traffic = traffic;
        this.mask = traffic.size() - 1;
        this.next = first & mask;
    }

    /** Sends the next request, and returns the status of the answer. */
    int send() throws IOException, ServletException {
        int now = next;
        next = now + 1 & mask;
        status = traffic.status(now);
        filter.doFilter(request.set(traffic.address(now), traffic.path(now)), response.set(), this);
        return response.getStatus();
    }

    /** Whether a filter has answered in the application's place. */
    static boolean isRefusal(int status) {
        return status == HttpServletResponse.SC_FORBIDDEN || status == TOO_MANY_REQUESTS;
    }

    /** Which request comes next. */
    int next() {
        return next;
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer) {
        ((HttpServletResponse) answer).setStatus(status);
    }
}
