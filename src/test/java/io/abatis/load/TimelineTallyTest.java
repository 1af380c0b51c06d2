package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimelineTallyTest {

    private static final Answer SERVED = new Answer(
            new CraftedClient("172.144.0.22", ClientKind.BENIGN, 1, 0, List.of("all")),
            ClientKind.BENIGN,
            1,
            "/api/rarely",
            200,
            null,
            1);

    @Test
    void add_moreSecondsThanBuckets_joinsNeighboursAndLosesNothing() {
        TimelineTally tally = new TimelineTally();
        for (int second = 0; second < 1_000; second++) {
            tally.add(Duration.ofSeconds(second).toNanos(), SERVED);
        }
        Timeline timeline = tally.timeline();
        assertThat(timeline.width()).isEqualTo(Duration.ofSeconds(8));
        assertThat(timeline.buckets())
                .hasSize(125)
                .allSatisfy(bucket -> assertThat(bucket.benignServed()).isEqualTo(8));
    }
}
