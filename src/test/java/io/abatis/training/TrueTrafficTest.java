package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.forest.NamesModel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrueTrafficTest {

    private static final int CALLS = 100_000;

    private final TrueTraffic traffic = new TrueTraffic(14, .8);
    private final SplittableRandom random = new SplittableRandom(5);

    private static void assertShares(IntStream calls, long all, IntToDoubleFunction expected) {
        int[] seen = new int[14];
        calls.forEach(call -> seen[call]++);
        for (int call = 0; call < seen.length; call++) {
            assertThat(seen[call] / (double) all).isCloseTo(expected.applyAsDouble(call), within(.006));
        }
    }

    @Test
    void benignLife_long_hasTheSharesOfUsers() {
        assertShares(Arrays.stream(traffic.benignLife(CALLS, random)), CALLS, traffic::benignShare);
    }

    @Test
    void attackersLife_fresh_hasTheSharesOfAttackers() {
        int[] life = traffic.attackersLife(AttackerKind.FRESH, CALLS, random);
        assertThat(life).hasSize(CALLS);
        assertShares(Arrays.stream(life), CALLS, traffic::hostileShare);
    }

    @Test
    void attackersLife_turned_isAUsersUntilItTurns() {
        int clients = 400;
        int[][] lives = IntStream.range(0, clients)
                .mapToObj(client -> traffic.attackersLife(AttackerKind.TURNED, 300, random))
                .toArray(int[][]::new);
        assertThat(Arrays.stream(lives).mapToInt(life -> life.length)).containsOnly(600);
        assertShares(
                Arrays.stream(lives).flatMapToInt(life -> Arrays.stream(life, 0, 300)),
                clients * 300L,
                traffic::benignShare);
        assertShares(
                Arrays.stream(lives).flatMapToInt(life -> Arrays.stream(life, 300, 600)),
                clients * 300L,
                traffic::hostileShare);
    }

    @Test
    void attackersLife_mimicry_isHalfAUsers() {
        int[] life = traffic.attackersLife(AttackerKind.MIMICRY, CALLS, random);
        assertShares(Arrays.stream(life), CALLS, call -> (traffic.benignShare(call) + traffic.hostileShare(call)) / 2);
    }

    @Test
    void hasBothKinds_biasThatLeavesAttackersNothing_isFalse() {
        assertThat(new TrueTraffic(5, .95).hasBothKinds()).isFalse();
        assertThat(new TrueTraffic(5, .1).hasBothKinds()).isFalse();
        assertThat(traffic.hasBothKinds()).isTrue();
    }

    @Test
    void names_fourteen_areTheCallsOfTheDemoModel() throws Exception {
        assertThat(TrueTraffic.names(14))
                .containsExactlyInAnyOrderElementsOf(
                        NamesModel.read().layout().logOdds().keySet());
        assertThat(TrueTraffic.names(60)).hasSize(60).doesNotHaveDuplicates();
    }
}
