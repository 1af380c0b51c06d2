package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class LoadPlanTest {

    private static final LoopbackUrl URL = LoopbackUrl.parse("http://127.0.0.1:8080");

    @Property(seed = "1", tries = 100)
    void sequence_samePlan_isTheSame(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int clients,
            @ForAll @IntRange(max = 40) int attackers) {
        LoadPlan plan = new LoadPlan(URL, clients, attackers, 500, Duration.ofSeconds(1), seed);
        LoadPlan twin = new LoadPlan(URL, clients, attackers, 500, Duration.ofSeconds(1), seed);
        assertThat(calls(plan)).isEqualTo(calls(twin)).hasSize(500);
    }

    @Property(seed = "1", tries = 300)
    void sequence_anyRateAndDuration_isEvenAndWithinThem(
            @ForAll @DoubleRange(min = .1, max = 3_000) double rate,
            @ForAll @IntRange(min = 100, max = 2_000) int millis) {
        LoadPlan plan = new LoadPlan(URL, 3, 2, rate, Duration.ofMillis(millis), 1);
        List<PlannedCall> calls = calls(plan);
        assertThat((double) calls.size()).isBetween(rate * millis / 1e3 - 1e-6, rate * millis / 1e3 + 1);
        long before = -1;
        for (int i = 0; i < calls.size(); i++) {
            PlannedCall call = calls.get(i);
            assertThat(call.atNanos())
                    .isGreaterThan(before)
                    .isLessThan(plan.duration().toNanos());
            assertThat(call.atNanos() - i * 1e9 / rate).isBetween(-2.0, 2.0);
            assertThat(plan.dueBy(call.atNanos() + 2)).isGreaterThanOrEqualTo(i + 1L);
            before = call.atNanos();
        }
    }

    @Property(seed = "1", tries = 50)
    void sequence_anyCrowd_numbersEachClientsCalls(
            @ForAll long seed,
            @ForAll @IntRange(max = 10) int clients,
            @ForAll @IntRange(min = 1, max = 10) int attackers) {
        LoadPlan plan = new LoadPlan(URL, clients, attackers, 300, Duration.ofSeconds(1), seed);
        Map<Integer, Long> made = new HashMap<>();
        for (PlannedCall call : calls(plan)) {
            assertThat(call.client()).isBetween(0, clients + attackers - 1);
            assertThat(call.number()).isEqualTo(made.merge(call.client(), 1L, Long::sum));
        }
    }

    @Test
    void sequence_otherSeed_isAnother() {
        assertThat(calls(new LoadPlan(URL, 16, 6, 200, Duration.ofSeconds(1), 1)))
                .isNotEqualTo(calls(new LoadPlan(URL, 16, 6, 200, Duration.ofSeconds(1), 2)));
    }

    @Test
    void sequence_exhausted_saysSo() {
        Iterator<PlannedCall> calls = new LoadPlan(URL, 1, 0, 10, Duration.ofMillis(100), 1).sequence();
        calls.next();
        Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(calls::next);
    }

    @Test
    void sequence_endless_goesOn() {
        LoadPlan plan = LoadPlan.endless(URL, 20, 1);
        Iterator<PlannedCall> calls = plan.sequence();
        for (int i = 0; i < 10_000; i++) {
            calls.next();
        }
        assertThat(calls.hasNext()).isTrue();
        assertThat(calls.next().atNanos()).isEqualTo(Duration.ofSeconds(500).toNanos());
    }

    @Test
    void client_firstAndLast_haveDistinctAddresses() {
        LoadPlan plan = new LoadPlan(URL, 65_536, 65_536, 200, Duration.ofSeconds(1), 1);
        assertThat(plan.client(0).address()).isEqualTo("172.144.0.22");
        assertThat(plan.client(234).address()).isEqualTo("172.144.1.0");
        assertThat(plan.client(65_535).address()).isEqualTo("172.145.0.21");
        assertThat(plan.client(65_536).address()).isEqualTo("175.144.22.2");
        assertThat(plan.client(131_071).address()).isEqualTo("175.145.22.1");
    }

    @Test
    void plan_valuesOutOfRange_areRefused() {
        Duration second = Duration.ofSeconds(1);
        refused(() -> new LoadPlan(URL, 0, 0, 1, second, 1), "at least one");
        refused(() -> new LoadPlan(URL, -1, 6, 1, second, 1), "clients");
        refused(() -> new LoadPlan(URL, 1, 65_537, 1, second, 1), "attackers");
        refused(() -> new LoadPlan(URL, 1, 1, 0, second, 1), "rate");
        refused(() -> new LoadPlan(URL, 1, 1, Double.NaN, second, 1), "rate");
        refused(() -> new LoadPlan(URL, 1, 1, 1, Duration.ZERO, 1), "duration");
        refused(() -> new LoadPlan(URL, 1, 1, 1, Duration.ofDays(2), 1), "duration");
    }

    private static void refused(Runnable making, String word) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(word);
    }

    private static List<PlannedCall> calls(LoadPlan plan) {
        List<PlannedCall> calls = new ArrayList<>();
        plan.sequence().forEachRemaining(calls::add);
        return calls;
    }
}
