package io.abatis.load;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private Figures() {}

    /** A latency in milliseconds, with three significant digits: {@code 0.42}, {@code 17.3}, {@code 1,204}. */
    static String millis(long nanos) {
        double millis = nanos / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.2f", millis);
        }
        return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%,.1f", nanos / 1e9);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    /** A share in percent, rounded down, so that only the whole is 100; a dash if there is nothing to share. */
    static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", Math.floor(1000.0 * part / whole) / 10);
    }

    /** "1 call", "2 calls". */
    static String counted(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** "1 person", "2 persons". */
    static String persons(long count) {
        return counted(count, "person");
    }

    /** Who is behind a client: "40 users and 1 attacker". */
    static String behind(CraftedClient client) {
        if (client.attackers() == 0) {
            return counted(client.users(), "user");
        }
        String attackers = counted(client.attackers(), "attacker");
        return client.users() == 0 ? attackers : counted(client.users(), "user") + " and " + attackers;
    }

    /** The middle value of ascending ones, the lower of two; the array must not be empty. */
    static long median(long[] ascending) {
        return ascending[(ascending.length - 1) / 2];
    }
}
