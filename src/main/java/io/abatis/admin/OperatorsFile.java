package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' file: a line {@code NAME sha256:HEX} for each token, of which an operator may have several; {@code #} begins a comment. It is UTF-8 of at most
 * {@value #MOST_BYTES} bytes.
 *
 * <p>Who can write to it can make himself an operator, so it is refused if its group or all others can. Who can read it learns nothing that opens the door,
 * because no hash leads back to 256 random bits, and so that is only warned of.
 */
public final class OperatorsFile {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorsFile.class);
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_PROBLEMS = 20;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,39}";
    private static final Pattern LINE = Pattern.compile("(" + NAME + ")[ \\t]+sha256:([0-9A-Fa-f]{64})");

    private OperatorsFile() {}

    /** Whether an operator can be called so: a letter or digit, and up to 39 more, dots, underscores, dashes and at signs among them. */
    public static boolean isName(String text) {
        return text.matches(NAME);
    }

    /**
     * Reads a file, which may name nobody.
     *
     * @throws IOException if it cannot be read or may not be used; the message names the lines that are wrong
     */
    public static List<Operator> read(Path file) throws IOException {
        checkPermissions(file);
        String[] lines = text(file).split("\\R", -1);
        List<Operator> all = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                problems.add("line " + (i + 1) + " is not NAME sha256:HEX");
            } else if (!hashes.add(matcher.group(2).toLowerCase(Locale.ROOT))) {
                problems.add("line " + (i + 1) + " repeats the token of a line before");
            } else {
                all.add(new Operator(matcher.group(1), matcher.group(2).toLowerCase(Locale.ROOT)));
            }
        }
        if (!problems.isEmpty()) {
            String more = problems.size() > MOST_PROBLEMS ? ", and more" : "";
            throw new IOException(file + ": "
                    + String.join("; ", problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS))) + more
                    + ". Make lines with: abatis token NAME");
        }
        return List.copyOf(all);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + " is larger than " + MOST_BYTES + " bytes, and no operators' file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
    }

    private static void checkPermissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // where there are no such permissions, access lists are the operator's own affair
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IOException(
                    file + " can be written by others than its owner, who could make themselves operators:"
                            + " chmod 600 " + file);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn("{} can be read by everybody: chmod 600 {}", file, file);
        }
    }
}
