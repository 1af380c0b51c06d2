package io.abatis.ban;

import io.abatis.client.Ip;
import java.util.SplittableRandom;

/** Clients of every kind, from chance. */
final class Samples {

    private Samples() {}

    static Ip ip(int number) {
        return number % 2 == 0 ? Ip.ofV4(number) : new Ip(0x20010db8L << 32 | number, 0);
    }

    static Offender offender(Ip client, SplittableRandom random) {
        Offender before = null;
        for (int depth = random.nextInt(4); depth >= 0; depth--) {
            before = memory(client, random, before);
        }
        return java.util.Objects.requireNonNull(before);
    }

    private static Offender memory(
            Ip client, SplittableRandom random, @org.jspecify.annotations.Nullable Offender before) {
        long since = time(random);
        Ban ban = new Ban(
                client,
                random.nextBoolean() ? Sanction.BAN : Sanction.LIMIT,
                since,
                Math.max(since, time(random)),
                random.nextInt(3) == 0 ? 1 : random.nextDouble(),
                random.nextInt(Integer.MAX_VALUE),
                random.nextBoolean() ? Origin.BEHAVIOUR : Origin.OPERATOR);
        Exemption exempt = new Exemption(time(random), random.nextInt(3) == 0 ? Exemption.FOR_GOOD : time(random));
        return new Offender(
                client,
                random.nextInt(10),
                random.nextInt(Integer.MAX_VALUE),
                random.nextInt(3),
                time(random),
                time(random),
                random.nextInt(3) == 0 ? null : ban,
                before,
                random.nextBoolean() ? null : exempt);
    }

    private static long time(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> random.nextLong();
            default -> 1_700_000_000_000L + random.nextInt(1_000_000_000);
        };
    }
}
