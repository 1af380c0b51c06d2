package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientSetTest {

    private static final int SEEN = Sighting.NONE.packed();
    private static final long HOUR = 3_600_000;

    private final ClientSet set = new ClientSet(new WindowShape(new int[] {0, 1}, 4).sheet());

    private void call(int place) {
        set.record(place, 1, SEEN, 0);
    }

    /** Gives places to as many clients, with a call each. */
    private void fill(int places) {
        for (int place = 0; place < places; place++) {
            set.take(place, Ip.ofV4(place), place, 0);
            call(place);
        }
    }

    /** No count of calls may reach into the slot, run over, or be cut to an int. */
    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, 1L << 31, (1L << 32) - 1, 1L << 40, (1L << 60) - 1})
    void record_moreCallsThanAnIntHolds_goesOn(long calls) {
        fill(8);
        set.put(5, ClientSet.CALLS, calls);
        call(5);
        assertThat(set.calls(5)).isEqualTo(calls + 1);
        assertThat(set.worth(5, 0)).isEqualTo(calls + 1);
        assertThat(set.worth(5, HOUR)).isEqualTo((calls + 1) / 2);
        assertThat(set.find(Ip.ofV4(5), 5)).isEqualTo(5);
        assertThat(set.leastWorth(5, 8, 0)).isEqualTo(6);
        double[] vector = new double[1];
        set.fill(5, Readout.of(new WindowShape(new int[] {0, 1}, 4)).calls(255).build(), vector);
        assertThat(vector).containsExactly(255);
    }

    @Test
    void swap_windowsOfOtherSizes_goWithTheirClients() {
        fill(6);
        for (int i = 0; i < 3; i++) {
            call(5);
        }
        set.swap(0, 5);
        assertThat(set.find(Ip.ofV4(0), 0)).isEqualTo(5);
        assertThat(set.find(Ip.ofV4(5), 5)).isZero();
        assertThat(set.calls(0)).isEqualTo(4);
        call(5);
        assertThat(set.calls(5)).isEqualTo(2);
        set.release(0);
        assertThat(set.isFree(0)).isTrue();
        assertThat(set.find(Ip.ofV4(5), 5)).isNegative();
        assertThat(set.calls(5)).isEqualTo(2);
    }

    /** Seven bits of a hash are not a client. */
    @Test
    void find_clientsOfOneHash_areToldApart() {
        for (int place = 0; place < 8; place++) {
            set.take(
                    place,
                    place % 2 == 0
                            ? Ip.ofV4(place)
                            : new Ip(place, Ip.ofV4(place - 1).low()),
                    5,
                    0);
            call(place);
        }
        for (int place = 0; place < 8; place++) {
            assertThat(set.find(set.client(place), 5)).isEqualTo(place);
            assertThat(set.find(set.client(place), 6)).isNegative();
        }
        assertThat(set.find(Ip.ofV4(1), 5)).isNegative();
    }

    @Test
    void leastWorth_freePlaceAmongOthers_isThatOne() {
        fill(8);
        set.release(3);
        assertThat(set.leastWorth(0, 8, 0)).isEqualTo(3);
        assertThat(set.leastWorth(4, 8, 0)).isEqualTo(4);
        assertThat(set.worth(3, 0)).isZero();
    }

    @Test
    void worth_clockGoesBack_isThatOfNow() {
        fill(1);
        assertThat(set.worth(0, -1_000 * HOUR)).isEqualTo(1);
        set.touch(0, -HOUR);
        assertThat(set.lastMillis(0)).isZero();
        assertThat(set.worth(0, 1_000 * HOUR)).isZero();
    }
}
