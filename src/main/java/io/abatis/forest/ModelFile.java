package io.abatis.forest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The model file: UTF-8 text, a card, a layout and the forest as columns, closed by the SHA-256 of all that stands before. It is data, not code;
 * reading it can only succeed or fail with {@link ModelFormatException}. The format is described in {@code src/site/markdown/model-file.md}.
 *
 * <p>The sum finds accidents. It does not prove who wrote the file: protect the file as you protect the configuration.
 */
public final class ModelFile {

    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int LONGEST_CAUSE = 300;
    private static final String SUM = "sha256 ";
    private static final int SUM_LINE = SUM.length() + 64 + 1;

    private ModelFile() {}

    /**
     * Reads a model.
     *
     * @throws ModelFormatException if the file is not a whole, unaltered model of this version; the message names the file and the cause
     * @throws IOException if the file cannot be read
     */
    public static Model read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a model");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a model.
     *
     * @param in the bytes, read to their end but at most {@value #MAX_BYTES}
     * @param name names the source in messages
     * @throws ModelFormatException as for a file
     */
    public static Model read(InputStream in, String name) throws IOException {
        return read(in, name, true);
    }

    /** The same, but for the sum, which takes a new process an eighth of its start: for a file that is as safe from accidents as the program itself. */
    static Model readUnsummed(InputStream in, String name) throws IOException {
        return read(in, name, false);
    }

    private static Model read(InputStream in, String name, boolean sums) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        try {
            return new ModelText(body(bytes, sums)).parse();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    name + " is refused as a model: " + shown(String.valueOf(e.getMessage())), e);
        }
    }

    /** Causes quote the file, and go into logs: no more than one can read, and nothing that ends a line. */
    private static String shown(String cause) {
        String start = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "\u2026";
        return start.replaceAll("\\p{Cc}", "?");
    }

    private static String body(byte[] bytes, boolean sums) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("it is larger than " + MAX_BYTES + " bytes");
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8);
        if (!start.startsWith(ModelText.MAGIC)) {
            throw new IllegalArgumentException("it does not begin with '" + ModelText.MAGIC + "'");
        }
        int length = bytes.length - SUM_LINE;
        String last = length < 0 ? "" : new String(bytes, length, SUM_LINE, StandardCharsets.UTF_8);
        if (!last.startsWith(SUM) || !last.endsWith("\n")) {
            throw new IllegalArgumentException("it is truncated: the closing sha256 line is missing");
        }
        if (sums && !last.strip().equals(SUM + sha256(bytes, length))) {
            throw new IllegalArgumentException("it has been altered: its SHA-256 is not the one it states");
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Writes a model, whole or not at all: readers see the old file until the new one is complete. A symbolic link stays one; a device or a pipe is
     * written to as it is.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static void write(Model model, Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.write(file, bytes(model));
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.write(unfinished, bytes(model));
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The bytes of a model's file: the same for the same model. */
    public static byte[] bytes(Model model) {
        String body = ModelText.write(model);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (body + SUM + sha256(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        return sha256(bytes, bytes.length);
    }

    private static String sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
