package io.abatis.traffic;

import io.abatis.client.CidrSet;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is benign and who is malicious: from a file that says so client by client, or from networks that are benign, all else being malicious. Immutable. */
public final class Labels {

    /** What a client is. */
    public enum Label {
        BENIGN,
        MALICIOUS
    }

    private static final String HEADER = "client,label";

    private final Map<Ip, Label> known;
    private final @Nullable CidrSet benign;

    private Labels(Map<Ip, Label> known, @Nullable CidrSet benign) {
        this.known = known;
        this.benign = benign;
    }

    /**
     * Clients in these networks are benign, all others malicious.
     *
     * @throws IllegalArgumentException naming every entry that is no network
     */
    public static Labels benign(Collection<String> networks) {
        return new Labels(Map.of(), CidrSet.of(networks));
    }

    /**
     * Reads labels of clients as {@link Reading#DEFAULT} tells them apart.
     *
     * @see #read(Path, ClientResolver)
     */
    public static Labels read(Path file) throws IOException {
        return read(file, Reading.DEFAULT.clients());
    }

    /**
     * Reads a CSV with the header {@value #HEADER} and the labels {@code benign} and {@code malicious}.
     *
     * @param clients makes clients of addresses, as in the logs that the labels are for
     * @throws IOException if the file cannot be read, or a line is neither; the message names the line
     */
    public static Labels read(Path file, ClientResolver clients) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.get(0).replace("\uFEFF", "").strip().equals(HEADER)) {
            throw new IOException(file + " is no file of labels: its first line must be '" + HEADER + "'");
        }
        Map<Ip, Label> known = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                readLine(lines.get(i).strip(), file + " line " + (i + 1), clients, known);
            }
        }
        return new Labels(Map.copyOf(known), null);
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a file of labels");
        }
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no file of labels: it is not UTF-8", e);
        }
    }

    private static void readLine(String line, String where, ClientResolver clients, Map<Ip, Label> known)
            throws IOException {
        String[] fields = line.split(",", -1);
        Ip client = fields.length == 2 ? CallLog.client(fields[0], clients) : null;
        if (client == null) {
            throw new IOException(where + " is not 'client,label' with an IP address");
        }
        Label label = switch (fields[1]) {
            case "benign" -> Label.BENIGN;
            case "malicious" -> Label.MALICIOUS;
            default -> throw new IOException(where + ": the label is neither 'benign' nor 'malicious'");
        };
        Label before = known.putIfAbsent(client, label);
        if (before != null && before != label) {
            throw new IOException(where + ": " + client + " has both labels");
        }
    }

    /** The label of a client, or null if nothing is said of it. */
    public @Nullable Label of(Ip client) {
        if (benign == null) {
            return known.get(client);
        }
        return benign.contains(client) ? Label.BENIGN : Label.MALICIOUS;
    }
}
