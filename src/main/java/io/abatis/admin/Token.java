package io.abatis.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** An operator's token: what it looks like, and what is kept of it. */
public final class Token {

    /** What every token begins with, so that one that leaks is recognised. */
    public static final String PREFIX = "abatis_";

    private static final int SECRET_BYTES = 32;

    private Token() {}

    /**
     * A token that nobody has had before.
     *
     * @param random a secure source
     * @return {@value #PREFIX} and 43 letters, digits, dashes and underscores
     */
    public static String fresh(RandomGenerator random) {
        return PREFIX + secret(random);
    }

    /** 256 random bits as 43 characters that need no escapes anywhere. */
    static String secret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The SHA-256 of a text in UTF-8, 64 lower-case hexadecimal digits. A slow hash would add nothing: what is hashed here cannot be guessed. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
