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

    private record Event(long at, @Nullable Sanction what, long until) {}

    /** What the diary says of a client at a time. */
    private record State(
            int delays, int limits, int bans, @Nullable Event last) {}

    private static final class Diary {
        final Map<Ip, List<Event>> events = new TreeMap<>();

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
            all.add(new Event(now, null, now));
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
                of(client).add(new Event(now, what, now));
            } else if (inForce(client, now) == null) {
                long ban = Math.min(100_000, 5_000L << Math.min(20, at(client, now).bans));
                of(client).add(new Event(now, what, now + (what == Sanction.BAN ? ban : LIMIT.toMillis())));
            }
        }

        void pardon(long since) {
            events.values().forEach(all -> all.removeIf(one -> one.at >= since && one.what != Sanction.DELAY));
        }
    }

    @Property(seed = "1", tries = 300)
    void list_anythingHappens_answersAsTheDiary(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BanList list = new BanList(64, new SplittableRandom(1));
        Diary diary = new Diary();
        long now = 1_700_000_000_000L;
        for (int step = 0; step < 150; step++) {
            now += random.nextInt(10) == 0 ? random.nextInt(4_000_000) : random.nextInt(20_000);
            Ip client = Ip.ofV4(random.nextInt(CLIENTS));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> act(list, diary, client, Sanction.DELAY, now);
                case 3, 4, 5 -> act(list, diary, client, Sanction.LIMIT, now);
                case 6, 7, 8 -> act(list, diary, client, Sanction.BAN, now);
                default -> {
                    long since = now - random.nextInt(60_000);
                    list.pardonSince(since);
                    diary.pardon(since);
                }
            }
            compare(list, diary, now, seed + ", step " + step);
        }
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
                assertThat(new Event(found.sinceMillis(), found.sanction(), found.untilMillis()))
                        .as(where)
                        .isEqualTo(inForce);
                ends.add(inForce.until);
                bans += inForce.what == Sanction.BAN ? 1 : 0;
            }
        }
        ends.sort(Comparator.reverseOrder());
        assertThat(list.current(now)).extracting(Ban::untilMillis).isEqualTo(ends);
        list.held(now - 5_000); // so that it counts anew
        assertThat(list.held(now)).isEqualTo(new BanList.Held(bans, ends.size() - bans));
    }
}
