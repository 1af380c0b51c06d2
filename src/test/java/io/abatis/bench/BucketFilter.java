package io.abatis.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** The rate limiter that the manuals of Bucket4j and Caffeine amount to: a bucket of tokens for each address, in a bounded cache. Safe for all threads. */
final class BucketFilter implements Filter {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Cache<String, Bucket> buckets;
    private final long perMinute;

    BucketFilter(long perMinute, long mostClients) {
        this.perMinute = perMinute;
        this.buckets = Caffeine.newBuilder().maximumSize(mostClients).build();
    }

    private Bucket bucket(String address) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (buckets.get(request.getRemoteAddr(), this::bucket).tryConsume(1)) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(TOO_MANY_REQUESTS);
        }
    }
}
