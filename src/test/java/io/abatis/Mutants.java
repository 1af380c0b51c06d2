package io.abatis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Inputs that are almost valid: a valid one with a few pieces changed, dropped, doubled or moved. */
public final class Mutants {

    /** Which mutants the numbers stand for; the profile {@code fuzz} takes others every time. */
    private static final long SEED = Long.getLong("abatis.fuzz.seed", 1);

    private static final String[] EXTREMES = {
        "",
        "0",
        "-1",
        "9",
        "255",
        "256",
        "32768",
        "65536",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775808",
        "99999999999999999999",
        "1e308",
        "1e999",
        "NaN",
        "Infinity",
        "0x1p-1",
        "1d",
        "\u0663",
        "-0",
        "00"
    };

    private static final String[] PIECES = {
        "\n",
        "\r",
        "\r\n",
        "\u0000",
        "\"",
        "\\",
        "%",
        "%2",
        "%2e",
        "%ff",
        "/",
        "//",
        "/../",
        ";",
        "?",
        ",",
        " ",
        "=",
        "[",
        "{",
        "}",
        "]",
        "#",
        ":",
        "\uFEFF",
        "\u2028",
        "\u0085",
        "\u202e",
        "\ud83d\ude00",
        "${a}",
        "a",
        "\t"
    };

    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_RUN = 24;

    private Mutants() {}

    /**
     * One of the mutants of an input.
     *
     * @param valid the input, at least a byte
     * @param number which of them
     */
    public static byte[] of(byte[] valid, long number) {
        SplittableRandom random = new SplittableRandom(SEED * 0x9e3779b97f4a7c15L + number);
        byte[] mutant = valid;
        for (int i = 1 + random.nextInt(MOST_CHANGES); i > 0; i--) {
            mutant = mutant.length == 0 ? valid : change(mutant, random);
        }
        return mutant;
    }

    private static byte[] change(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(LONGEST_RUN));
        return switch (random.nextInt(7)) {
            case 0 -> with(bytes, from, from + 1, new byte[] {(byte) (bytes[from] ^ 1 << random.nextInt(8))});
            case 1 -> with(bytes, from, to, new byte[0]);
            case 2 -> with(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 -> moved(bytes, random.nextInt(bytes.length), Arrays.copyOfRange(bytes, from, to));
            case 4 -> with(bytes, from, from, text(PIECES[random.nextInt(PIECES.length)]));
            case 5 -> extreme(bytes, from, random);
            default -> Arrays.copyOf(bytes, from);
        };
    }

    /** Puts another number in the place of the first one behind a position. */
    private static byte[] extreme(byte[] bytes, int position, SplittableRandom random) {
        int from = position;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return with(bytes, from, to, text(EXTREMES[random.nextInt(EXTREMES.length)]));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] moved(byte[] bytes, int to, byte[] piece) {
        return with(bytes, to, to, piece);
    }

    /** The bytes with others between two positions. */
    private static byte[] with(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
