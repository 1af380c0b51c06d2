package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogOddsTest {

    private static List<String> times(int a, int b, int c) {
        List<String> calls = new ArrayList<>(Collections.nCopies(a, "a"));
        calls.addAll(Collections.nCopies(b, "b"));
        calls.addAll(Collections.nCopies(c, "c"));
        return calls;
    }

    private static History client(Label label, int a, int b, int c) {
        return new History(
                Ip.of("10.0.0.1"),
                label,
                times(a, b, c).stream().map(PastCall::named).toList());
    }

    private static List<History> benign(int a, int b, int c) {
        return List.of(client(Label.BENIGN, a, b, c));
    }

    private static List<History> malicious(int a, int b, int c) {
        return List.of(client(Label.MALICIOUS, a, b, c));
    }

    @Test
    void estimate_smallCounts_areAsByHand() {
        // a: (1.5/5) / (3.5/5) = 3/7, ln -0.8473, 16 times that -13.56; b: the other way round
        assertThat(LogOdds.estimate(List.of("a", "b"), benign(3, 1, 0), malicious(1, 3, 0)))
                .isEqualTo(Map.of("a", -14, "b", 14));
        // a: (0.5/5) / (4.5/8) = 8/45, ln -1.7272, -27.64; b: (4.5/5) / (3.5/8) = 2.0571, ln 0.7213, 11.54
        assertThat(LogOdds.estimate(List.of("a", "b"), benign(4, 3, 0), malicious(0, 4, 0)))
                .isEqualTo(Map.of("a", -28, "b", 12));
    }

    @Test
    void estimate_equalShares_isZero() {
        assertThat(LogOdds.estimate(List.of("a", "b"), benign(5, 5, 0), malicious(70, 70, 0)))
                .isEqualTo(Map.of("a", 0, "b", 0));
    }

    @Test
    void estimate_neverInOneClass_isCutOffAtTheMost() {
        assertThat(LogOdds.estimate(List.of("a", "b"), benign(900, 0, 0), malicious(0, 900, 0)))
                .isEqualTo(Map.of("a", -64, "b", 64));
    }

    @Test
    void estimate_callsNotAskedFor_haveNoPart() {
        assertThat(LogOdds.estimate(List.of("a", "b"), benign(3, 1, 50), malicious(1, 3, 7)))
                .isEqualTo(Map.of("a", -14, "b", 14));
    }

    @Test
    void estimate_order_isTheOneGiven() {
        assertThat(LogOdds.estimate(List.of("c", "a", "b"), benign(3, 1, 1), malicious(1, 3, 1)))
                .containsOnlyKeys("a", "b", "c")
                .satisfies(odds -> assertThat(odds.keySet()).containsExactly("c", "a", "b"));
    }

    @Test
    void estimate_clientWithVeryManyCalls_countsAsOneWithAThousand() {
        List<History> many = malicious(4_000, 6_000, 0);
        List<History> thousand = malicious(400, 600, 0);
        List<History> other = malicious(0, 500, 0);

        assertThat(LogOdds.estimate(List.of("a", "b"), benign(90, 10, 0), concat(many, other)))
                .isEqualTo(LogOdds.estimate(List.of("a", "b"), benign(90, 10, 0), concat(thousand, other)));
        assertThat(LogOdds.estimate(List.of("a", "b"), concat(benign(4_000, 6_000, 0), benign(500, 0, 0)), thousand))
                .isEqualTo(
                        LogOdds.estimate(List.of("a", "b"), concat(benign(400, 600, 0), benign(500, 0, 0)), thousand));
    }

    private static List<History> concat(List<History> some, List<History> others) {
        List<History> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
