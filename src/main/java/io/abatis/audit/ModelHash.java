package io.abatis.audit;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which model it was. */
public final class ModelHash {

    private ModelHash() {}

    /** The SHA-256 of the model's file, 64 lower-case hexadecimal digits: what {@code sha256sum} says of it. Takes as long as writing the file. */
    public static String of(Model model) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ModelFile.bytes(model)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
