package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The list against a diary that keeps everything that ever happened, and goes through all of it for each answer. */
final class BanListModelTest {

    private static final int CLIENTS = 4;
    private static final Duration FORGET = Duration.ofMinutes(30);
    private static final Duration LIMIT = Duration.ofSeconds(7);
    private static final BanLadder LADDER = new BanLadder(Duration.ofSeconds(5), Duration.ofSeconds(100), 0, FORGET);

    private record Event(long at, @Nullable Sanction what, long until, boolean isByHand) {
        Event shifted(long millis) {
            return new Event(at + millis, what, until + millis, isByHand);
        }
    }

    /** What the diary says of a client at a time. */
    private record State(
            int delays, int limits, int bans, @Nullable Event last) {}

    private static final class Diary {
        final Map<Ip, List<Event>> events = new TreeMap<>();
        final Map<Ip, Exemption> exempt = new TreeMap<>();

        List<Event> of(Ip client) {
            return events.computeIfAbsent(client, one -> new ArrayList<>());
        }

        State at(Ip client, long now) {
            int delays = 0;
            int limits = 0;
            int bans = 0;
            long free = Long.MIN_VALUE;
            long last = Long.MIN_VALUE;
            Event refusal = null;
            List<Event> all = new ArrayList<>(of(client));
            all.add(new Event(now, null, now, false));
            for (Event event : all) {
                while (bans > 0 && event.at >= free + FORGET.toMillis()) {
                    bans--;
                    free += FORGET.toMillis();
                }
                if (last > Long.MIN_VALUE && event.at >= last + FORGET.toMillis()) {
                    delays = 0;
                    limits = 0;
                }
                delays += event.what == Sanction.DELAY ? 1 : 0;
                limits += event.what == Sanction.LIMIT ? 1 : 0;
                bans += event.what == Sanction.BAN ? 1 : 0;
                free = event.what == Sanction.BAN ? event.until : free;
                refusal = event.what == Sanction.BAN || event.what == Sanction.LIMIT ? event : refusal;
                last = event.what == null ? last : Math.max(last, event.until);
            }
            return new State(delays, limits, bans, refusal);
        }

        @Nullable
        Event inForce(Ip client, long now) {
            Event last = at(client, now).last;
            return last != null && now < last.until ? last : null;
        }

        void add(Ip client, Sanction what, long now) {
            if (what == Sanction.DELAY) {
                of(client).add(new Event(now, what, now, false));
            } else if (inForce(client, now) == null) {
                long ban = Math.min(100_000, 5_000L << Math.min(20, at(client, now).bans));
                of(client).add(new Event(now, what, now + (what == Sanction.BAN ? ban : LIMIT.toMillis()), false));
            }
        }

        /** From the last one back, until one was before that or imposed by hand. */
        void pardon(long since) {
            for (List<Event> all : events.values()) {
                for (int i = all.size() - 1; i >= 0; i--) {
                    Event event = all.get(i);
                    if (event.what != Sanction.DELAY) {
                        if (event.at < since || event.isByHand) {
                            break;
                        }
                        all.remove(i);
                    }
                }
            }
        }

        void banByHand(Ip client, long now, long millis) {
            Event inForce = inForce(client, now);
            if (inForce != null && inForce.what == Sanction.BAN) {
                of(client)
                        .replaceAll(one -> one.equals(inForce) ? new Event(one.at, one.what, now + millis, true) : one);
            } else {
                of(client).add(new Event(now, Sanction.BAN, now + millis, true));
            }
            exempt.remove(client);
        }

        void clear(Ip client, long now, long until) {
            of(client).clear();
            exempt.remove(client);
            if (now < until) {
                exempt.put(client, new Exemption(now, until));
            }
        }

        void shift(long millis) {
            events.values().forEach(all -> all.replaceAll(one -> one.shifted(millis)));
            exempt.replaceAll((client, one) -> new Exemption(
                    one.sinceMillis() + millis, one.isForGood() ? Exemption.FOR_GOOD : one.untilMillis() + millis));
        }

        List<Ip> exempt(long now) {
            return exempt.keySet().stream()
                    .filter(client -> now
                            < exempt.getOrDefault(client, new Exemption(0, 0)).untilMillis())
                    .toList();
        }
    }

    @Property(seed = "1", tries = 300)
    void list_anythingHappens_answersAsTheDiary(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BanList list = new BanList(64, new SplittableRandom(1), 1);
        Diary diary = new Diary();
        long now = 1_700_000_000_000L;
        for (int step = 0; step < 150; step++) {
            now += random.nextInt(10) == 0 ? random.nextInt(4_000_000) : random.nextInt(20_000);
            Ip client = Ip.ofV4(random.nextInt(CLIENTS));
            switch (random.nextInt(15)) {
                case 0, 1, 2 -> act(list, diary, client, Sanction.DELAY, now);
                case 3, 4, 5 -> act(list, diary, client, Sanction.LIMIT, now);
                case 6, 7, 8 -> act(list, diary, client, Sanction.BAN, now);
                case 10, 11 -> {
                    int millis = 1 + random.nextInt(100_000);
                    diary.banByHand(client, now, millis);
                    Ban ban = list.banByHand(client, Duration.ofMillis(millis), FORGET, now);
                    assertThat(ban).isEqualTo(list.find(client, now));
                }
                case 12 -> {
                    long until = random.nextInt(3) == 0 ? Exemption.FOR_GOOD : now + random.nextInt(50_000);
                    Ban held = list.find(client, now);
                    assertThat(list.clear(client, new Exemption(now, until), now))
                            .isEqualTo(held);
                    diary.clear(client, now, until);
                }
                case 13 -> {
                    long millis = random.nextLong(-1_000_000, 1_000_000);
                    now += millis;
                    list.shift(millis, now);
                    diary.shift(millis);
                }
                case 14 -> {
                    if (random.nextBoolean()) {
                        list = restarted(list, now);
                    } else {
                        boolean isExempt = diary.exempt(now).contains(client);
                        assertThat(list.endExemption(client, now) != null).isEqualTo(isExempt);
                        diary.exempt.remove(client);
                    }
                }
                default -> {
                    long since = now - random.nextInt(60_000);
                    list.pardonSince(since);
                    diary.pardon(since);
                }
            }
            compare(list, diary, now, seed + ", step " + step);
        }
    }

    private static BanList restarted(BanList list, long now) {
        BanList next = new BanList(64, new SplittableRandom(1), 1);
        List<Offender> kept = new ArrayList<>();
        for (Offender one : list.all()) {
            try {
                kept.add(OffenderBytes.read(one.client(), OffenderBytes.of(one)));
            } catch (StrangeVersionException e) {
                throw new AssertionError(e);
            }
        }
        next.restore(kept, FORGET, now);
        return next;
    }

    private static void act(BanList list, Diary diary, Ip client, Sanction what, long now) {
        diary.add(client, what, now);
        switch (what) {
            case DELAY -> list.delay(client, FORGET, now);
            case LIMIT -> list.limit(client, LIMIT, FORGET, now, 1);
            case BAN -> list.ban(client, LADDER, now, 1);
        }
    }

    private static void compare(BanList list, Diary diary, long now, String where) {
        List<Long> ends = new ArrayList<>();
        int bans = 0;
        int limits = 0;
        for (int i = 0; i < CLIENTS; i++) {
            Ip client = Ip.ofV4(i);
            State expected = diary.at(client, now);
            Offender past = list.past(client, FORGET, now);
            assertThat(List.of(past.delays(), past.limits(), past.bans()))
                    .as(where)
                    .isEqualTo(List.of(expected.delays, expected.limits, expected.bans));
            Event inForce = diary.inForce(client, now);
            Ban found = list.find(client, now);
            assertThat(found == null).as(where).isEqualTo(inForce == null);
            if (found != null && inForce != null) {
                boolean isByHand = found.origin() == Origin.OPERATOR;
                assertThat(new Event(found.sinceMillis(), found.sanction(), found.untilMillis(), isByHand))
                        .as(where)
                        .isEqualTo(inForce);
                ends.add(inForce.until);
                if (!diary.exempt(now).contains(client)) { // whom nobody refuses
                    bans += inForce.what == Sanction.BAN ? 1 : 0;
                    limits += inForce.what == Sanction.LIMIT ? 1 : 0;
                }
            }
        }
        assertThat(list.exempt(now)).as(where).extracting(Offender::client).isEqualTo(diary.exempt(now));
        ends.sort(Comparator.reverseOrder());
        assertThat(list.current(now)).extracting(Ban::untilMillis).isEqualTo(ends);
        list.held(now - 5_000); // so that it counts anew
        assertThat(list.held(now)).isEqualTo(new BanList.Held(bans, limits));
    }
}
