package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private static final LogEntry ENTRY = new LogEntry(0, "", Ip.of("192.0.2.1"), "", "GET /", "", 200);

    private final List<String> heard = new ArrayList<>();
    private long now = 7;

    @Test
    void accept_manyCalls_passesAllOnAndTellsNowAndThen() {
        List<LogEntry> taken = new ArrayList<>();
        Pace pace = new Pace("reading a.log", (stage, done, total) -> heard.add(stage), taken::add, () -> now);
        for (int i = 0; i < 40_000; i++) {
            pace.accept(ENTRY);
        }
        now += 500_000_000;

        assertThat(taken).hasSize(40_000);
        assertThat(heard).containsExactly("reading a.log, 16384 calls", "reading a.log, 32768 calls");
        assertThat(pace).hasToString("40000 calls in 0.5 s, 80000 a second");
    }

    @Test
    void words_noTimeAtAll_divideByNothing() {
        assertThat(Pace.words(0, 0)).isEqualTo("0 calls in 0.0 s, 0 a second");
    }
}
