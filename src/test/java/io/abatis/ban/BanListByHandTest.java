package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do, clocks that are set, and restarts. */
final class BanListByHandTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Ip OTHER = Ip.of("192.0.2.2");
    private static final Duration FORGET = Duration.ofSeconds(100);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final BanLadder LADDER = new BanLadder(Duration.ofSeconds(10), Duration.ofSeconds(1_000), 0, FORGET);
    private static final long NOW = 1_700_000_000_000L;

    private final BanList list = new BanList(10, new SplittableRandom(1), 1);

    @Test
    void banByHand_stranger_isRefusedByTheOperator() {
        Ban ban = list.banByHand(CLIENT, MINUTE, FORGET, NOW);
        assertThat(ban).isEqualTo(new Ban(CLIENT, Sanction.BAN, NOW, NOW + 60_000, 0, 0, Origin.OPERATOR));
        assertThat(list.find(CLIENT, NOW)).isEqualTo(ban);
        assertThat(list.held(NOW)).isEqualTo(new BanList.Held(1, 0));
        assertThat(list.past(CLIENT, FORGET, NOW).bans()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "9999", "10000", "100000"})
    void banByHand_banHolds_getsAnotherEndAndStaysOne(long millis) {
        list.ban(CLIENT, LADDER, NOW, 0.9);
        Ban ban = list.banByHand(CLIENT, Duration.ofMillis(millis), FORGET, NOW + 10);
        assertThat(ban).isEqualTo(new Ban(CLIENT, Sanction.BAN, NOW, NOW + 10 + millis, 0.9, 0, Origin.OPERATOR));
        long forgotten = NOW + 10 + millis + FORGET.toMillis();
        assertThat(list.past(CLIENT, FORGET, forgotten - 1).bans()).isEqualTo(1);
        assertThat(list.past(CLIENT, FORGET, forgotten).bans()).isZero();
    }

    @Test
    void banByHand_limitOrExemption_givesWay() {
        list.clear(CLIENT, new Exemption(NOW, Exemption.FOR_GOOD), NOW);
        list.limit(CLIENT, MINUTE, FORGET, NOW, 1);
        assertThat(list.exempt(NOW)).hasSize(1);
        Ban ban = list.banByHand(CLIENT, MINUTE, FORGET, NOW + 1);
        assertThat(ban.sanction()).isEqualTo(Sanction.BAN);
        assertThat(list.exempt(NOW + 1)).isEmpty();
        assertThat(list.current(NOW + 1)).containsExactly(ban);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000, Long.MAX_VALUE / 1_000 + 1})
    void banByHand_longerThanTimeIs_isForGood(long seconds) {
        Ban ban = list.banByHand(CLIENT, Duration.ofSeconds(seconds), FORGET, NOW);
        assertThat(ban.untilMillis()).isEqualTo(Long.MAX_VALUE);
        list.shift(-86_400_000, NOW - 86_400_000);
        assertThat(Objects.requireNonNull(list.find(CLIENT, Long.MAX_VALUE - 1)).untilMillis())
                .isEqualTo(Long.MAX_VALUE);
    }

    /** Then the clock was ahead when it was banned. */
    @Test
    void banByHand_banThatBeginsLater_endsNotBeforeItBegins() throws Exception {
        list.ban(CLIENT, LADDER, NOW + 50_000, 1);
        Ban ban = list.banByHand(CLIENT, Duration.ofSeconds(1), FORGET, NOW);
        assertThat(ban.untilMillis()).isEqualTo(NOW + 1_000);
        assertThat(ban.sinceMillis()).isLessThanOrEqualTo(ban.untilMillis());
        Offender known = Objects.requireNonNull(list.of(CLIENT));
        assertThat(OffenderBytes.read(CLIENT, OffenderBytes.of(known))).isEqualTo(known);
    }

    /** The breaker takes back what the gate did by mistake, not what a person did. */
    @Test
    void pardonSince_banByHand_stays() {
        list.banByHand(CLIENT, MINUTE, FORGET, NOW);
        list.ban(OTHER, LADDER, NOW, 1);
        list.banByHand(OTHER, MINUTE, FORGET, NOW + 1);
        list.ban(Ip.ofV4(7), LADDER, NOW, 1);
        assertThat(list.pardonSince(NOW)).isEqualTo(1);
        assertThat(list.current(NOW + 1)).extracting(Ban::client).containsExactly(OTHER, CLIENT);
    }

    @Test
    void pardonSince_banAfterOneByHand_leavesThat() {
        list.banByHand(CLIENT, Duration.ofSeconds(1), FORGET, NOW);
        list.ban(CLIENT, LADDER, NOW + 2_000, 1);
        assertThat(list.pardonSince(NOW)).isEqualTo(1);
        Offender past = list.past(CLIENT, FORGET, NOW + 3_000);
        assertThat(past.bans()).isEqualTo(1);
        assertThat(Objects.requireNonNull(past.ban()).origin()).isEqualTo(Origin.OPERATOR);
    }

    @Test
    void clear_banned_isLiftedForgottenAndExempt() {
        Ban ban = list.ban(CLIENT, LADDER, NOW, 1);
        Exemption hour = new Exemption(NOW, NOW + 3_600_000);
        assertThat(list.clear(CLIENT, hour, NOW)).isEqualTo(ban);
        assertThat(list.find(CLIENT, NOW)).isNull();
        assertThat(list.past(CLIENT, FORGET, NOW).bans()).isZero();
        assertThat(list.exempt(NOW)).extracting(Offender::exempt).containsExactly(hour);
        assertThat(list.exempt(NOW + 3_599_999)).hasSize(1);
        assertThat(list.exempt(NOW + 3_600_000)).isEmpty();
        assertThat(list.clear(CLIENT, hour, NOW)).as("nothing to lift").isNull();
        assertThat(list.held(NOW)).isEqualTo(new BanList.Held(0, 0));
    }

    @Test
    void endExemption_anything_endsItAndNothingElse() {
        assertThat(list.endExemption(CLIENT, NOW)).isNull();
        Exemption good = new Exemption(NOW, Exemption.FOR_GOOD);
        list.clear(CLIENT, good, NOW);
        assertThat(Objects.requireNonNull(list.of(CLIENT)).isAllowed()).isTrue();
        assertThat(list.endExemption(CLIENT, NOW)).isEqualTo(good);
        assertThat(list.of(CLIENT)).isNull();
        list.clear(CLIENT, good, NOW);
        Ban ban = list.ban(CLIENT, LADDER, NOW, 1);
        list.delay(CLIENT, FORGET, NOW);
        list.endExemption(CLIENT, NOW + 1);
        assertThat(list.find(CLIENT, NOW + 1)).isEqualTo(ban);
        assertThat(list.past(CLIENT, FORGET, NOW + 1).delays()).isEqualTo(1);
        assertThat(list.endExemption(CLIENT, NOW + 1)).isNull();
    }

    @Test
    void ended_bansOfTwoClients_areThoseBetween() {
        list.ban(CLIENT, LADDER, NOW, 1);
        list.limit(OTHER, Duration.ofSeconds(4), FORGET, NOW, 1);
        list.delay(Ip.ofV4(3), FORGET, NOW);
        assertThat(list.ended(NOW, NOW + 10_000)).extracting(Ban::client).containsExactly(OTHER, CLIENT);
        assertThat(list.ended(NOW + 4_000, NOW + 9_999)).isEmpty();
        assertThat(list.ended(NOW + 3_999, NOW + 4_000)).extracting(Ban::client).containsExactly(OTHER);
        assertThat(list.ended(Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 86_400_000, -86_400_000})
    void shift_clockSet_whatIsLeftStaysLeft(long millis) {
        list.ban(CLIENT, LADDER, NOW, 1);
        list.clear(OTHER, new Exemption(NOW, NOW + 5_000), NOW);
        list.limit(Ip.ofV4(9), MINUTE, FORGET, NOW, 1);
        list.shift(millis, NOW + millis);
        assertThat(list.current(NOW + millis))
                .extracting(ban -> ban.millisLeft(NOW + millis))
                .containsExactly(60_000L, 10_000L);
        assertThat(list.exempt(NOW + millis + 4_999)).hasSize(1);
        assertThat(list.exempt(NOW + millis + 5_000)).isEmpty();
        assertThat(list.held(NOW + millis)).isEqualTo(new BanList.Held(1, 1));
        assertThat(list.pardonSince(NOW + millis)).isEqualTo(2);
    }

    @Property(seed = "1")
    void shift_anyTimes_neverOverflows(@ForAll long seed, @ForAll long millis, @ForAll long now) {
        BanList anything = new BanList(10, new SplittableRandom(1), 1);
        Offender offender = Samples.offender(CLIENT, new SplittableRandom(seed));
        anything.restore(List.of(offender), FORGET, now);
        Offender before = anything.of(CLIENT);
        anything.shift(millis, now);
        Offender after = anything.of(CLIENT);
        if (before == null || after == null) {
            assertThat(after).isEqualTo(before);
            return;
        }
        assertMoved(before.heldMillis(), after.heldMillis(), millis);
        assertMoved(before.freeMillis(), after.freeMillis(), millis);
        if (before.ban() != null && after.ban() != null) {
            assertMoved(before.ban().sinceMillis(), after.ban().sinceMillis(), millis);
            assertThat(after.ban().sinceMillis())
                    .isLessThanOrEqualTo(after.ban().untilMillis());
        }
        if (before.exempt() != null && after.exempt() != null) {
            assertMoved(before.exempt().sinceMillis(), after.exempt().sinceMillis(), millis);
            assertThat(after.exempt().isForGood() || !before.exempt().isForGood())
                    .isTrue();
        }
    }

    private static void assertMoved(long before, long after, long millis) {
        if (millis < 0) {
            assertThat(after).isLessThanOrEqualTo(before);
        } else {
            assertThat(after).isGreaterThanOrEqualTo(before);
        }
    }

    private BanList restarted(Duration forget, long now) {
        BanList next = new BanList(10, new SplittableRandom(1), 1);
        next.restore(list.all(), forget, now);
        return next;
    }

    @Test
    void restore_clockWentOn_bansRunOut() {
        Ban ban = list.ban(CLIENT, LADDER, NOW, 1);
        assertThat(restarted(FORGET, NOW + 9_999).find(CLIENT, NOW + 9_999)).isEqualTo(ban);
        BanList later = restarted(FORGET, NOW + 10_000);
        assertThat(later.find(CLIENT, NOW + 10_000)).isNull();
        assertThat(later.past(CLIENT, FORGET, NOW + 10_000).bans()).isEqualTo(1);
        assertThat(later.ban(CLIENT, LADDER, NOW + 10_000, 1).millisLeft(NOW + 10_000))
                .as("the ladder goes on")
                .isEqualTo(20_000);
        assertThat(restarted(FORGET, NOW + 110_000).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 86_400_000, 1_600_000_000_000L})
    void restore_clockWasAhead_lastsAsLongAsItWasMeant(long ahead) {
        list.ban(CLIENT, LADDER, NOW, 1);
        list.clear(OTHER, new Exemption(NOW, NOW + 5_000), NOW);
        BanList next = restarted(FORGET, NOW - ahead);
        assertThat(Objects.requireNonNull(next.find(CLIENT, NOW - ahead)).millisLeft(NOW - ahead))
                .isEqualTo(10_000);
        assertThat(next.find(CLIENT, NOW - ahead + 10_000)).isNull();
        assertThat(next.past(CLIENT, FORGET, NOW - ahead + 110_000).bans()).isZero();
        assertThat(next.exempt(NOW - ahead + 4_999)).hasSize(1);
        assertThat(next.exempt(NOW - ahead + 5_000)).isEmpty();
    }

    /** A ban from before the clock went wrong must not be cut because of a call that was held while it was wrong. */
    @Test
    void restore_onlyTheLastWasNotedAhead_leavesTheRest() {
        BanLadder hours = BanLadder.flat(Duration.ofHours(1));
        Ban ban = list.ban(CLIENT, hours, NOW, 1);
        list.delay(CLIENT, FORGET, NOW + 86_400_000);
        assertThat(restarted(FORGET, NOW + 1_000).find(CLIENT, NOW + 1_000)).isEqualTo(ban);
    }

    @Test
    void restore_afterSomethingHappened_leavesThat() {
        list.limit(CLIENT, Duration.ofSeconds(5), FORGET, NOW, 1);
        List<Offender> old = list.all();
        BanList next = new BanList(10, new SplittableRandom(1), 1);
        Ban ban = next.ban(CLIENT, LADDER, NOW, 1);
        next.restore(old, FORGET, NOW);
        assertThat(next.find(CLIENT, NOW)).isEqualTo(ban);
    }

    @Property(seed = "1")
    void restore_anyTimes_nothingBeginsLaterThanNow(@ForAll long seed, @ForAll int more) {
        long now = NOW + more;
        Offender offender = Samples.offender(CLIENT, new SplittableRandom(seed));
        Offender rebased = offender.notAheadOf(now);
        List<Offender> memories = new ArrayList<>();
        for (Offender one = rebased; one != null; one = one.before()) {
            memories.add(one);
        }
        for (Offender one : memories) {
            assertThat(one.heldMillis()).isLessThanOrEqualTo(now);
            Ban ban = one.ban();
            assertThat(ban == null || ban.sinceMillis() <= now).isTrue();
            assertThat(ban == null || ban.sinceMillis() <= ban.untilMillis()).isTrue();
            Exemption exempt = one.exempt();
            assertThat(exempt == null || exempt.sinceMillis() <= now).isTrue();
        }
        assertThat(rebased.notAheadOf(now)).isEqualTo(rebased);
        assertThat(rebased.bans()).isEqualTo(offender.bans());
    }

    @Test
    void held_timesAtTheEndsOfTheirRange_areCountedAnew() {
        list.ban(CLIENT, LADDER, 0, 1);
        assertThat(list.held(5)).isEqualTo(new BanList.Held(1, 0));
        assertThat(list.held(Long.MAX_VALUE)).isEqualTo(new BanList.Held(0, 0));
        assertThat(list.held(Long.MIN_VALUE)).isEqualTo(new BanList.Held(1, 0));
        assertThat(list.held(Long.MAX_VALUE)).isEqualTo(new BanList.Held(0, 0));
    }

    @Test
    void onChange_whateverHappens_namesTheClient() {
        List<Ip> changed = new ArrayList<>();
        list.onChange(changed::add);
        list.ban(CLIENT, LADDER, NOW, 1);
        list.ban(CLIENT, LADDER, NOW, 1); // changes nothing
        list.banByHand(CLIENT, MINUTE, FORGET, NOW);
        list.clear(CLIENT, new Exemption(NOW, NOW), NOW);
        list.clear(CLIENT, new Exemption(NOW, NOW), NOW); // nor does this
        list.delay(OTHER, FORGET, NOW);
        list.shift(5, NOW);
        list.pardonSince(NOW); // nor this
        assertThat(changed).containsExactly(CLIENT, CLIENT, CLIENT, OTHER, OTHER);
    }
}
