package io.abatis.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.gate.Action;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RecentTest {

    private static final Verdict CLEAR = new Verdict(Action.PASS, Reason.CLEAR, 0.25, 0);

    private static Call call(int client, long at) {
        return new Call(Ip.ofV4(client), "GET /" + at, at);
    }

    @Test
    void all_moreThanItHolds_areTheNewestNewestFirst() {
        Recent recent = new Recent(3);
        for (int i = 1; i <= 7; i++) {
            recent.add(call(i, i), CLEAR);
        }
        assertThat(recent.all()).extracting(Seen::timeMillis).containsExactly(7L, 6L, 5L);
    }

    @Test
    void of_oneClient_leavesOthersOutAndBoundsTheAnswer() {
        Recent recent = new Recent(100);
        for (int i = 0; i < 20; i++) {
            recent.add(call(i % 2, i), CLEAR);
        }
        assertThat(recent.of(Ip.ofV4(1), 3)).extracting(Seen::timeMillis).containsExactly(19L, 17L, 15L);
    }

    @Test
    void add_answered_isShownWithItsAnswer() {
        Recent recent = new Recent(1);
        Seen seen = recent.add(call(1, 1), CLEAR);
        assertThat(recent.all().get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        seen.answered(Outcome.NOT_FOUND);
        assertThat(recent.all()).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(one.name()).isEqualTo("GET /1");
            assertThat(one.score()).isEqualTo(0.25);
        });
    }

    @Test
    void add_gateOffOrNoRoom_keepsNothing() {
        Recent recent = new Recent(2);
        recent.add(call(1, 1), new Verdict(Action.PASS, Reason.OFF, 0, 0));
        assertThat(recent.all()).isEmpty();
        Recent none = new Recent(0);
        none.add(call(1, 1), CLEAR);
        assertThat(none.all()).isEmpty();
    }

    @Test
    void all_manyThreadsAdd_losesNothing() throws Exception {
        Recent recent = new Recent(4_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int client = thread;
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        recent.add(call(client, i), CLEAR);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(recent.all()).hasSize(4_000);
        for (int client = 0; client < 4; client++) {
            assertThat(recent.of(Ip.ofV4(client), 4_000)).hasSize(1_000);
        }
    }
}
