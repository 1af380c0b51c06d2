package io.abatis.ban;

import java.time.Duration;

/**
 * How long bans last: the first one {@code first}, each further one twice as long as that before, up to {@code longest}. One step is taken back for each
 * {@code forget} that a client spends without a ban. Chance lengthens or shortens each ban a little, so that clients banned together do not come back
 * together, and nobody can tell the second at which to go on.
 *
 * @param first the length of a first ban, at least a second
 * @param longest the most that a ban lasts, at least {@code first}
 * @param jitter the share of its length by which a ban may be shorter or longer, 0 to 0.5
 * @param forget the time without a ban that takes one step back, at least a second
 */
public record BanLadder(Duration first, Duration longest, double jitter, Duration forget) {

    private static final int MOST_DOUBLINGS = 32;

    /** @throws IllegalArgumentException if a component is out of its range */
    public BanLadder {
        Duration second = Duration.ofSeconds(1);
        if (first.compareTo(second) < 0) {
            throw new IllegalArgumentException("bans.time " + first + " is less than a second");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("bans.longest " + longest + " is less than bans.time " + first);
        }
        if (!(jitter >= 0 && jitter <= 0.5)) {
            throw new IllegalArgumentException("bans.jitter " + jitter + " is not in 0..0.5");
        }
        if (forget.compareTo(second) < 0) {
            throw new IllegalArgumentException("bans.forget " + forget + " is less than a second");
        }
    }

    /** Bans that all last equally long. */
    public static BanLadder flat(Duration time) {
        return new BanLadder(time, time, 0, Duration.ofDays(1));
    }

    /**
     * The length of a client's next ban.
     *
     * @param earlier how many bans it had, 0 or more
     * @param chance a uniformly random number in [0, 1)
     * @return milliseconds, at least 1,000
     */
    long millis(int earlier, double chance) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(earlier, MOST_DOUBLINGS));
        double most = (double) longest.toMillis();
        double length = Math.min(doubled, most);
        double jittered = length * (1 + jitter * (2 * chance - 1));
        return Math.max(1_000, Math.round(Math.min(jittered, most)));
    }
}
