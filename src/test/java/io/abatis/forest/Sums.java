package io.abatis.forest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Closes the text of a model with a right sum, so that damage reaches the parser. */
final class Sums {

    private Sums() {}

    static byte[] close(String body) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return (body + "sha256 " + HexFormat.of().formatHex(sum) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
