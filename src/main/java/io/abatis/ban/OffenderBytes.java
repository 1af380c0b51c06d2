package io.abatis.ban;

import io.abatis.client.Ip;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a client, as bytes: the version, how many memories follow, and the memories, the last one first: delays, limits, bans (4 bytes each),
 * held, free (8 each), a byte of flags, and where these say so the ban (sanction, origin: 1 each; since, until, score: 8; earlier: 4) and the exemption
 * (since, until: 8). Highest byte first.
 */
final class OffenderBytes {

    static final byte VERSION = 1;

    /** Older ones are left out: they are for pardons, which go back a minute. */
    static final int MOST_MEMORIES = 127;

    private static final int HEAD_BYTES = 2;
    private static final int MEMORY_BYTES = 3 * Integer.BYTES + 2 * Long.BYTES + 1;
    private static final int BAN_BYTES = 2 + 3 * Long.BYTES + Integer.BYTES;
    private static final int EXEMPTION_BYTES = 2 * Long.BYTES;

    private static final int HAS_BAN = 1;
    private static final int HAS_EXEMPTION = 2;
    private static final List<Sanction> SANCTIONS = List.of(Sanction.LIMIT, Sanction.BAN);
    private static final List<Origin> ORIGINS = List.of(Origin.BEHAVIOUR, Origin.OPERATOR);

    private OffenderBytes() {}

    static byte[] of(Offender offender) {
        List<Offender> memories = new ArrayList<>();
        int length = HEAD_BYTES;
        for (Offender one = offender; one != null && memories.size() < MOST_MEMORIES; one = one.before()) {
            memories.add(one);
            length += MEMORY_BYTES + (one.ban() == null ? 0 : BAN_BYTES) + (one.exempt() == null ? 0 : EXEMPTION_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).put(VERSION).put((byte) memories.size());
        memories.forEach(one -> put(one, bytes));
        return bytes.array();
    }

    private static void put(Offender one, ByteBuffer bytes) {
        Ban ban = one.ban();
        Exemption exempt = one.exempt();
        bytes.putInt(one.delays()).putInt(one.limits()).putInt(one.bans());
        bytes.putLong(one.heldMillis()).putLong(one.freeMillis());
        bytes.put((byte) ((ban == null ? 0 : HAS_BAN) | (exempt == null ? 0 : HAS_EXEMPTION)));
        if (ban != null) {
            bytes.put((byte) SANCTIONS.indexOf(ban.sanction())).put((byte) ORIGINS.indexOf(ban.origin()));
            bytes.putLong(ban.sinceMillis()).putLong(ban.untilMillis());
            bytes.putDouble(ban.score()).putInt(ban.earlier());
        }
        if (exempt != null) {
            bytes.putLong(exempt.sinceMillis()).putLong(exempt.untilMillis());
        }
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws StrangeVersionException if it is of another version
     * @throws IllegalArgumentException if it cannot be what a list of bans remembers
     */
    static Offender read(Ip client, byte[] bytes) throws StrangeVersionException {
        ByteBuffer in = ByteBuffer.wrap(StrangeVersionException.checked(bytes, VERSION));
        try {
            in.get();
            int count = in.get();
            check(count > 0, "no memory");
            List<Offender> memories = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                memories.add(memory(client, in));
            }
            check(!in.hasRemaining(), "bytes left");
            Offender last = null;
            for (int i = count - 1; i >= 0; i--) {
                last = before(memories.get(i), last);
            }
            return java.util.Objects.requireNonNull(last);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("too few bytes", e);
        }
    }

    private static Offender before(Offender one, @Nullable Offender before) {
        return new Offender(
                one.client(),
                one.delays(),
                one.limits(),
                one.bans(),
                one.heldMillis(),
                one.freeMillis(),
                one.ban(),
                before,
                one.exempt());
    }

    private static Offender memory(Ip client, ByteBuffer in) {
        int delays = count(in);
        int limits = count(in);
        int bans = count(in);
        long held = in.getLong();
        long free = in.getLong();
        int flags = in.get();
        check((flags & ~(HAS_BAN | HAS_EXEMPTION)) == 0, "flags");
        Ban ban = (flags & HAS_BAN) == 0 ? null : ban(client, in);
        Exemption exempt = (flags & HAS_EXEMPTION) == 0 ? null : new Exemption(in.getLong(), in.getLong());
        return new Offender(client, delays, limits, bans, held, free, ban, null, exempt);
    }

    private static Ban ban(Ip client, ByteBuffer in) {
        Sanction sanction = one(SANCTIONS, in.get());
        Origin origin = one(ORIGINS, in.get());
        long since = in.getLong();
        long until = in.getLong();
        double score = in.getDouble();
        check(since <= until, "a ban that ends before it begins");
        check(score >= 0 && score <= 1, "a score that is none");
        return new Ban(client, sanction, since, until, score, count(in), origin);
    }

    private static <T> T one(List<T> all, int index) {
        check(index >= 0 && index < all.size(), "an unknown word");
        return all.get(index);
    }

    private static int count(ByteBuffer in) {
        int count = in.getInt();
        check(count >= 0, "a negative count");
        return count;
    }

    private static void check(boolean isSound, String otherwise) {
        if (!isSound) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
