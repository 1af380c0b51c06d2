package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NameCacheTest {

    private static final Route ROUTE = new Route("GET /", "");

    private final NameCache cache = new NameCache(64);

    @Test
    void get_otherMethodOrPath_isUnknown() {
        cache.put("GET", "/a", ROUTE);
        assertThat(cache.get("GET", "/a")).isSameAs(ROUTE);
        assertThat(cache.get("POST", "/a")).isNull();
        assertThat(cache.get("GET", "/b")).isNull();
    }

    /** The guard: what came first may not keep its place for ever, or a flood would slow all later paths down. */
    @Test
    void get_afterAFlood_remembersWhatComesNow() {
        for (int i = 0; i < 100_000; i++) {
            cache.put("GET", "/random" + i, ROUTE);
        }
        cache.put("GET", "/late", ROUTE);
        assertThat(cache.get("GET", "/late")).isSameAs(ROUTE);
    }

    /** The guard: what comes once may not push out what comes again and again. */
    @Test
    void get_duringAFlood_remembersWhatCameBefore() {
        cache.put("GET", "/often", ROUTE);
        assertThat(cache.get("GET", "/often")).isSameAs(ROUTE);
        for (int i = 0; i < 100_000; i++) {
            cache.put("GET", "/random" + i, ROUTE);
        }
        assertThat(cache.get("GET", "/often")).isSameAs(ROUTE);
    }

    @Test
    void name_manyThreadsOnAFewPlaces_isAlwaysRight() throws Exception {
        RouteNames names = new RouteNames(Naming.NONE, 4);
        List<Callable<Boolean>> tasks = IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(thread -> () -> IntStream.range(0, 50_000)
                        .allMatch(i -> names.name(i % 3 == 0 ? "POST" : "GET", "/p/x" + i % 7)
                                .equals((i % 3 == 0 ? "POST" : "GET") + " /p/x" + i % 7)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
