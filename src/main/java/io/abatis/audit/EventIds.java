package io.abatis.audit;

import java.util.function.LongSupplier;

/**
 * Ids for events: 10 letters for the milliseconds, 4 for the place among those that this has given, 6 by chance, in Crockford's base 32 as in ULIDs. Not
 * thread-safe.
 */
final class EventIds {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int TIME = 10;
    private static final int PLACE = 4;
    private static final int CHANCE = 6;

    private final LongSupplier random;
    private long given;

    /** @param random all 64 bits by chance; keeps the ids of one process from those of another */
    EventIds(LongSupplier random) {
        this.random = random;
    }

    /** The next id, for an event at a time, milliseconds since 1970-01-01T00:00Z. */
    String next(long timeMillis) {
        StringBuilder id = new StringBuilder(TIME + PLACE + CHANCE);
        append(id, Math.max(0, timeMillis), TIME);
        append(id, given++, PLACE);
        append(id, random.getAsLong(), CHANCE);
        return id.toString();
    }

    private static void append(StringBuilder id, long bits, int letters) {
        for (int letter = letters - 1; letter >= 0; letter--) {
            id.append(LETTERS.charAt((int) (bits >>> (BITS * letter)) & 31));
        }
    }
}
