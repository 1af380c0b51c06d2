package io.abatis.ban;

import java.time.Duration;

/**
 * How long bans last: the first one {@code first}, each further one twice as long as that before, up to {@code longest}. One step is taken back for each
 * {@code forget} that a client spends without a ban. Chance lengthens or shortens each ban a little, so that clients banned together do not come back
 * together, and nobody can tell the second at which to go on. A ban that may be cut at {@code longest} is drawn from what is left of that range.
 *
 * @param first the length of a first ban, at least a second
 * @param longest the most that a ban lasts, at least {@code first}, at most 3,650 days
 * @param jitter the share of its length by which a ban may be shorter or longer, 0 to 0.5
 * @param forget the time without a ban that takes one step back, a second to 3,650 days
 */
public record BanLadder(Duration first, Duration longest, double jitter, Duration forget) {

    private static final int MOST_DOUBLINGS = 32;
    private static final Duration MOST = Duration.ofDays(3_650);

    /** @throws IllegalArgumentException if a component is out of its range */
    public BanLadder {
        Duration second = Duration.ofSeconds(1);
        if (first.compareTo(second) < 0) {
            throw new IllegalArgumentException("bans.time " + first + " is less than a second");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("bans.longest " + longest + " is less than bans.time " + first);
        }
        if (longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("bans.longest " + longest + " is more than 3650 days");
        }
        if (!(jitter >= 0 && jitter <= 0.5)) {
            throw new IllegalArgumentException("bans.jitter " + jitter + " is not in 0..0.5");
        }
        if (forget.compareTo(second) < 0) {
            throw new IllegalArgumentException("bans.forget " + forget + " is less than a second");
        }
        if (forget.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("bans.forget " + forget + " is more than 3650 days");
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
        double least = Math.max(1_000, length * (1 - jitter));
        return Math.round(least + chance * (Math.min(most, length * (1 + jitter)) - least));
    }
}
