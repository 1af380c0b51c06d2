package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientSetsTest {

    private static final int SEEN = Sighting.NONE.packed();
    private static final long HOUR = 3_600_000;

    /** The second of four: what is done to it must not reach into the others. */
    private static final int SET = 1;

    private static final WindowShape SHAPE = new WindowShape(new int[] {0, 1}, 4);
    private static final Readout NOTHING = Readout.of(SHAPE).build();

    private final ClientSets sets = new ClientSets(4, SHAPE.sheet());

    private void call(int place) {
        call(place, 0);
    }

    private void call(int place, long timeMillis) {
        sets.record(SET, place, 1, SEEN, timeMillis, NOTHING, new int[0]);
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
        assertThat(sets.leastWorth(SET, 0b1110_0000, 0)).isEqualTo(6);
        int[] vector = new int[1];
        sets.fill(SET, 5, Readout.of(SHAPE).calls(255).build(), vector);
        assertThat(vector).containsExactly(255);
    }

    @Test
    void release_oneOfSeveral_leavesTheOthersAlone() {
        fill(6);
        sets.keep(SET, 0);
        sets.keep(SET, 5);
        sets.release(SET, 0);
        assertThat(sets.isFree(SET, 0)).isTrue();
        assertThat(sets.find(SET, Ip.ofV4(0), 0)).isNegative();
        assertThat(sets.find(SET, Ip.ofV4(5), 5)).isEqualTo(5);
        assertThat(sets.calls(SET, 5)).isEqualTo(1);
        assertThat(sets.kept(SET)).isEqualTo(0b10_0000);
    }

    /** A newcomer must not inherit that somebody else had proved himself. */
    @Test
    void take_placeOfAKeptClient_isNotKept() {
        fill(3);
        sets.keep(SET, 1);
        sets.keep(SET, 2);
        sets.take(SET, 1, Ip.ofV4(9), 9, 0);
        assertThat(sets.kept(SET)).isEqualTo(0b100);
        assertThat(sets.calls(SET, 1)).isZero();
        sets.keepNoLonger(SET, 2);
        assertThat(sets.kept(SET)).isZero();
    }

    @Test
    void free_homeTaken_isTheFirstOtherUntilNoneIsLeft() {
        long hash = 5L << 7;
        assertThat(sets.free(SET, hash)).isZero();
        sets.spread();
        assertThat(sets.free(SET, hash)).isEqualTo(5);
        sets.take(SET, 5, Ip.ofV4(5), hash, 0);
        assertThat(sets.free(SET, hash)).isZero();
        fill(5);
        assertThat(sets.free(SET, hash)).isEqualTo(6);
        fill(8);
        assertThat(sets.free(SET, hash)).isNegative();
    }

    /** Who came when the first place was everybody's home is found there when it is so no more. */
    @Test
    void find_takenBeforeHomesWereSpread_isWhereItWas() {
        long hash = 5L << 7 | 3;
        sets.take(SET, sets.free(SET, hash), Ip.ofV4(5), hash, 0);
        sets.spread();
        assertThat(sets.find(SET, Ip.ofV4(5), hash)).isZero();
        assertThat(sets.find(SET, Ip.ofV4(6), hash)).isNegative();
    }

    /** One client to eight sets: nearly all of them find the first place free, hardly any the third taken. */
    @Test
    void take_fewClients_takeAFractionOfThePlaces() {
        ClientSets table = new ClientSets(1 << 14, new WindowShape(new int[] {64}, 14).sheet());
        Random random = new Random(1);
        assertThat(table.madePlaces()).isZero();
        for (int i = 0; i < 1 << 11; i++) {
            int set = random.nextInt(table.count());
            long hash = random.nextLong();
            table.take(set, table.free(set, hash), Ip.ofV4(i), hash, 0);
        }
        assertThat(table.madePlaces()).isBetween(1L << 14, 3L << 14);
        table.spread();
        for (int i = 0; i < 1 << 11; i++) {
            int set = random.nextInt(table.count());
            long hash = random.nextLong();
            table.take(set, table.free(set, hash), Ip.ofV4(i), hash, 0);
        }
        assertThat(table.madePlaces()).isEqualTo(8L << 14);
    }

    /** Only what a set says of its own places counts, though windows of several sets lie in one array. */
    @Test
    void find_otherSetsInUse_isOfThisSetAlone() {
        fill(8);
        for (int other : new int[] {0, 2, 3}) {
            assertThat(sets.find(other, Ip.ofV4(3), 3)).isNegative();
            assertThat(sets.find(other, Ip.ofV4(3), 3, 3)).isNegative();
            sets.take(other, 3, Ip.ofV4(other), 3, 0);
        }
        assertThat(sets.find(SET, Ip.ofV4(3), 3)).isEqualTo(3);
        assertThat(sets.calls(SET, 3)).isEqualTo(1);
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
    void worth_clockGoesBack_isThatOfNow() {
        fill(1);
        assertThat(sets.worth(SET, 0, -1_000 * HOUR)).isEqualTo(1);
        call(0, -HOUR);
        assertThat(sets.lastMillis(SET, 0)).isZero();
        assertThat(sets.worth(SET, 0, 1_000 * HOUR)).isZero();
    }
}
