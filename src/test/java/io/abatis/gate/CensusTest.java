package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.client.Ip;
import io.abatis.gate.Census.Tracked;
import io.abatis.gate.Census.Usual;
import org.junit.jupiter.api.Test;

final class CensusTest {

    private final Gate gate = new Gate(Policy.observing(), SmallModel.graded(0.95), 8_192, 64, 1);

    private void calls(int client, int good, int bad) {
        for (int i = 0; i < good + bad; i++) {
            gate.judge(new Call(Ip.ofV4(client), i < good ? SmallModel.GOOD : SmallModel.BAD, 1_000L * client + i));
        }
    }

    @Test
    void census_nobody_isEmpty() {
        Census census = gate.census(10);
        assertThat(census.highest()).isEmpty();
        assertThat(census.clients()).isZero();
        assertThat(census.benign()).isEmpty();
        assertThat(census.scores()).hasSize(Census.BINS).containsOnly(0L);
    }

    @Test
    void census_someClients_namesTheHighestFirst() {
        calls(1, 4, 0);
        calls(2, 1, 3);
        calls(3, 2, 2);
        calls(4, 0, 1); // fewer than a client is judged by
        Census census = gate.census(2);
        assertThat(census.highest())
                .containsExactly(new Tracked(Ip.ofV4(2), 4, 2_003, 0.9), new Tracked(Ip.ofV4(3), 4, 3_003, 0.6));
        assertThat(census.clients()).isEqualTo(4);
        assertThat(census.scores().get(18)).isEqualTo(1);
        assertThat(census.scores().get(12)).isEqualTo(1);
        assertThat(census.scores().get(0)).isEqualTo(1);
        assertThat(census.scores().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
    }

    /** The columns are the hostile calls among the last four, and the calls of a client. */
    @Test
    void census_manyClients_saysWhatIsUsualAmongThoseFarFromTheThreshold() {
        for (int client = 0; client < 3_000; client++) {
            calls(client, 3, client % 3 == 0 ? 1 : 0);
        }
        for (int client = 3_000; client < 4_000; client++) {
            calls(client, 1, 3);
        }
        Census census = gate.census(5);
        assertThat(census.highest())
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.score()).isEqualTo(0.9));
        assertThat(census.benign()).containsExactly(new Usual(0, 0, 1), new Usual(3, 3, 4));
    }
}
