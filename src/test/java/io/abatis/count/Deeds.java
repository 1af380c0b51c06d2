package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.SplittableRandom;

/** What clients may do to a table, in any order, done to the table and to its plain reference at once: whatever can be seen must be the same. */
final class Deeds {

    private static final long HOUR = 3_600_000;

    private final SplittableRandom random;
    private final WindowShape shape;
    private final Readout readout;
    private final ClientTable table;
    private final ReferenceTable reference;
    private final int clients;
    private final int routes;
    private final int[] vector;
    private long now = 1_700_000_000_000L;

    /**
     * @param capacity of the tables
     * @param clients how many there are; the first of them call most
     */
    Deeds(long seed, WindowShape shape, int capacity, int clients) {
        this.random = new SplittableRandom(seed);
        this.shape = shape;
        this.readout = Reading.of(shape);
        this.table = new ClientTable(capacity, shape, seed);
        this.reference = new ReferenceTable(capacity, shape, seed);
        this.clients = clients;
        this.routes = 1 + random.nextInt(40);
        this.vector = new int[Reading.of(shape, new ReferenceWindow(shape)).length];
    }

    /** A shape of up to so many names and lengths, with any facets. */
    static WindowShape shape(SplittableRandom random, int mostKinds, int mostLengths, int longest) {
        EnumSet<Facet> facets = EnumSet.noneOf(Facet.class);
        for (Facet facet : Facet.values()) {
            if (random.nextBoolean()) {
                facets.add(facet);
            }
        }
        int kinds = random.nextInt(facets.isEmpty() ? 1 : 0, mostKinds + 1);
        int[] odds = random.ints(kinds, -WindowShape.MOST_LOG_ODDS, WindowShape.MOST_LOG_ODDS + 1)
                .toArray();
        int[] lengths = random.ints(1 + random.nextInt(mostLengths), 1, longest + 1)
                .distinct()
                .sorted()
                .toArray();
        return new WindowShape(odds, facets, lengths);
    }

    private static <E extends Enum<E>> E any(E[] constants, SplittableRandom random) {
        return constants[random.nextInt(constants.length)];
    }

    /** Half of the time one of the first eight, who become busy. */
    private Ip client() {
        int number = random.nextInt(random.nextBoolean() ? Math.min(8, clients) : clients);
        return number % 2 == 0 ? Ip.ofV4(number) : new Ip(0x2001_0db8_0000_0000L + number, 0);
    }

    private Sighting sighting() {
        short route = (short) (1 + random.nextInt(routes) * random.nextInt(1_500));
        return new Sighting(any(Rarity.values(), random), any(MethodClass.values(), random), route);
    }

    private void passTime() {
        switch (random.nextInt(400)) {
            case 0 -> now += random.nextLong(3 * HOUR);
            case 1 -> now -= random.nextLong(HOUR);
            case 2 -> now += random.nextLong(70 * HOUR);
            default -> now += random.nextInt(2_000);
        }
    }

    /** Does so many deeds. */
    void run(int deeds) {
        for (int i = 0; i < deeds; i++) {
            passTime();
            int deed = random.nextInt(100);
            if (deed < 68) {
                call();
            } else if (deed < 97) {
                answer();
            } else if (deed < 99) {
                read();
            } else {
                Ip client = client();
                table.forget(client);
                reference.forget(client);
            }
        }
        assertSame();
    }

    private void call() {
        Ip client = client();
        Sighting sighting = sighting();
        int kind = random.nextInt(-1, shape.kinds());
        int[] expected = new int[vector.length];
        long calls = (long) reference.with(client, now, window -> {
            window.record(kind, sighting, now);
            System.arraycopy(Reading.of(shape, window), 0, expected, 0, expected.length);
            return window.calls();
        });
        Bounds bounds = bounds(expected).or(bounds(expected));
        boolean within = bounds.hold(expected);
        int[] before = vector.clone();
        assertThat(table.count(client, guess(client), now, kind, sighting.packed(), readout.sparing(bounds), vector))
                .isEqualTo(within ? -calls : calls);
        assertThat(vector).isEqualTo(within ? before : expected);
    }

    /** Where the client seems to be, or anywhere: a wrong guess must do no harm. */
    private int guess(Ip client) {
        return random.nextBoolean() ? table.seek(client) : random.nextInt(-1, ClientSets.WAYS);
    }

    /** Some about a vector, or past it in one column; every other time of nothing. */
    private Bounds bounds(int[] about) {
        if (random.nextBoolean()) {
            return Bounds.NOTHING;
        }
        int[] least = new int[about.length];
        int[] most = new int[about.length];
        Arrays.fill(least, Integer.MIN_VALUE);
        Arrays.fill(most, Integer.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            int column = random.nextInt(about.length);
            least[column] = about[column] - random.nextInt(2);
            most[column] = about[column] + random.nextInt(2);
        }
        if (random.nextBoolean()) {
            int column = random.nextInt(about.length);
            least[column] = about[column] + 1;
        }
        return Bounds.of(least, most);
    }

    private void answer() {
        Ip client = client();
        Sighting sighting = sighting();
        Outcome outcome = any(Outcome.values(), random);
        long[] calls = {0};
        reference.ifTracked(client, window -> {
            window.answer(outcome, sighting);
            calls[0] = window.calls();
        });
        assertThat(table.answer(client, outcome, sighting.packed())).isEqualTo(calls[0]);
    }

    private void read() {
        Ip client = client();
        long[] calls = {0};
        int[] expected = vector.clone();
        reference.ifTracked(client, window -> {
            System.arraycopy(Reading.of(shape, window), 0, expected, 0, expected.length);
            calls[0] = window.calls();
        });
        assertThat(table.read(client, readout, vector)).isEqualTo(calls[0]);
        assertThat(vector).isEqualTo(expected);
    }

    /** Who is tracked, with what, in the same order, and who is not. */
    private void assertSame() {
        StringBuilder expected = new StringBuilder();
        reference.forEach((client, window, lastMillis) -> expected.append(line(client, window.calls(), lastMillis))
                .append(Arrays.toString(Reading.of(shape, window)))
                .append('\n'));
        StringBuilder seen = new StringBuilder();
        table.forEach(
                readout,
                vector,
                (client, calls, lastMillis) -> seen.append(line(client, calls, lastMillis))
                        .append(Arrays.toString(vector))
                        .append('\n'));
        assertThat(seen).hasToString(expected.toString());
        assertThat(table.size()).isEqualTo(reference.size());
        assertThat(table.evictions()).isEqualTo(reference.evictions());
    }

    private static String line(Ip client, long calls, long lastMillis) {
        return client + " " + calls + " " + lastMillis + " ";
    }

    /** How many clients had to make room. */
    long evictions() {
        return table.evictions();
    }
}
