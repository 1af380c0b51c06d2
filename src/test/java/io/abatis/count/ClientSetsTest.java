package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientSetsTest {

    private static final int SEEN = Sighting.NONE.packed();
    private static final long HOUR = 3_600_000;

    /** The second of three: what is done to it must not reach into the others. */
    private static final int SET = 1;

    private static final WindowShape SHAPE = new WindowShape(new int[] {0, 1}, 4);
    private static final Readout NOTHING = Readout.of(SHAPE).build();

    private final ClientSets sets = new ClientSets(3, SHAPE.sheet());

    private void call(int place) {
        call(place, 0);
    }

    private void call(int place, long timeMillis) {
        sets.record(SET, place, 1, SEEN, timeMillis, NOTHING, Bounds.NOTHING, new int[0]);
    }

    /** Gives places to as many clients, with a call each. */
    private void fill(int places) {
        for (int place = 0; place < places; place++) {
            sets.take(SET, place, Ip.ofV4(place), place, 0);
            call(place);
        }
    }

    /** No count of calls may reach into the slot, run over, or be cut to an int. */
    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, 1L << 31, (1L << 32) - 1, 1L << 40, (1L << 60) - 1})
    void record_moreCallsThanAnIntHolds_goesOn(long calls) {
        fill(8);
        sets.put(SET, 5, ClientSets.CALLS, calls);
        call(5);
        assertThat(sets.calls(SET, 5)).isEqualTo(calls + 1);
        assertThat(sets.worth(SET, 5, 0)).isEqualTo(calls + 1);
        assertThat(sets.worth(SET, 5, HOUR)).isEqualTo((calls + 1) / 2);
        assertThat(sets.find(SET, Ip.ofV4(5), 5)).isEqualTo(5);
        assertThat(sets.leastWorth(SET, 5, 8, 0)).isEqualTo(6);
        int[] vector = new int[1];
        sets.fill(SET, 5, Readout.of(SHAPE).calls(255).build(), vector);
        assertThat(vector).containsExactly(255);
    }

    @Test
    void swap_windowsOfOtherSizes_goWithTheirClients() {
        fill(6);
        for (int i = 0; i < 3; i++) {
            call(5);
        }
        sets.swap(SET, 0, 5);
        assertThat(sets.find(SET, Ip.ofV4(0), 0)).isEqualTo(5);
        assertThat(sets.find(SET, Ip.ofV4(5), 5)).isZero();
        assertThat(sets.calls(SET, 0)).isEqualTo(4);
        call(5);
        assertThat(sets.calls(SET, 5)).isEqualTo(2);
        sets.release(SET, 0);
        assertThat(sets.isFree(SET, 0)).isTrue();
        assertThat(sets.find(SET, Ip.ofV4(5), 5)).isNegative();
        assertThat(sets.calls(SET, 5)).isEqualTo(2);
    }

    /** Seven bits of a hash are not a client. */
    @Test
    void find_clientsOfOneHash_areToldApart() {
        for (int place = 0; place < 8; place++) {
            sets.take(
                    SET,
                    place,
                    place % 2 == 0
                            ? Ip.ofV4(place)
                            : new Ip(place, Ip.ofV4(place - 1).low()),
                    5,
                    0);
            call(place);
        }
        for (int place = 0; place < 8; place++) {
            assertThat(sets.find(SET, sets.client(SET, place), 5)).isEqualTo(place);
            assertThat(sets.find(SET, sets.client(SET, place), 6)).isNegative();
        }
        assertThat(sets.find(SET, Ip.ofV4(1), 5)).isNegative();
    }

    @Test
    void leastWorth_freePlaceAmongOthers_isThatOne() {
        fill(8);
        sets.release(SET, 3);
        assertThat(sets.leastWorth(SET, 0, 8, 0)).isEqualTo(3);
        assertThat(sets.leastWorth(SET, 4, 8, 0)).isEqualTo(4);
        assertThat(sets.worth(SET, 3, 0)).isZero();
    }

    @Test
    void worth_clockGoesBack_isThatOfNow() {
        fill(1);
        assertThat(sets.worth(SET, 0, -1_000 * HOUR)).isEqualTo(1);
        call(0, -HOUR);
        assertThat(sets.lastMillis(SET, 0)).isZero();
        assertThat(sets.worth(SET, 0, 1_000 * HOUR)).isZero();
    }
}
