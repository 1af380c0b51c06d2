package io.abatis.admin;

import io.abatis.gate.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may log in. The operators' file is looked at again whenever somebody is checked: an operator who is taken out of it is out at once. A changed file that
 * cannot be used changes nobody, and the log says why. Safe for all threads.
 */
public final class Operators {

    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);

    private final @Nullable Path file;
    private FileStamp stamp;
    private List<Operator> all;

    /**
     * One token of an operator.
     *
     * @param name who, as the audit log names him
     * @param sha256 what is kept of his token, see {@link Token#sha256(String)}
     */
    public record Operator(String name, String sha256) {

        /** The line of an operators' file that says so. */
        public String line() {
            return name + " sha256:" + sha256;
        }
    }

    private Operators(@Nullable Path file, FileStamp stamp, List<Operator> all) {
        this.file = file;
        this.stamp = stamp;
        this.all = all;
    }

    /** One operator, with this token. */
    public static Operators of(String name, String token) {
        return new Operators(null, new FileStamp(-1, -1, ""), List.of(new Operator(name, Token.sha256(token))));
    }

    /**
     * Those of a file, see {@link OperatorsFile}.
     *
     * @throws IOException if it cannot be read, is no operators' file, names nobody, or others than its owner may write to it; the message says all there is to mend
     */
    public static Operators read(Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        List<Operator> all = OperatorsFile.read(file);
        if (all.isEmpty()) {
            throw new IOException(file + " names no operator: add one with abatis token NAME --append " + file);
        }
        return new Operators(file, stamp, all);
    }

    /** Whose token this is; null if nobody's. Takes as long for a wrong one as for a right one. */
    synchronized @Nullable Operator find(String token) {
        look();
        byte[] hash = Token.sha256(token).getBytes(StandardCharsets.US_ASCII);
        Operator found = null;
        for (Operator one : all) {
            if (MessageDigest.isEqual(hash, one.sha256().getBytes(StandardCharsets.US_ASCII))) {
                found = one;
            }
        }
        return found;
    }

    /** Whether an operator still is one, with the same token. */
    synchronized boolean has(Operator operator) {
        look();
        return all.contains(operator);
    }

    private void look() {
        if (file == null) {
            return;
        }
        FileStamp now = FileStamp.of(file);
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            all = OperatorsFile.read(file);
            LOG.info("{} has changed; it names {} tokens now", file, all.size());
        } catch (IOException e) {
            LOG.error("{} has changed and cannot be used; the operators stay as they are: {}", file, e.toString());
        }
    }
}
