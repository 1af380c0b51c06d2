package io.abatis.config;

import io.abatis.client.Cidr;
import io.abatis.client.CidrSet;
import io.abatis.gate.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One list of networks, gathered from the configuration and from files. Each bad entry becomes a problem that says where it stands. */
final class NetworkList {

    /** The largest file that is read, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    private static final int LONGEST_PROBLEM = 300;

    private final Consumer<Cidr> rule;
    private final List<String> problems;
    private final List<Cidr> entries = new ArrayList<>();
    private final Map<Path, FileStamp> files;

    /**
     * @param rule what an entry must keep to, else it throws an {@link IllegalArgumentException}
     * @param problems receives a line for each bad entry
     * @param files receives each file that was read, with its stamp
     */
    NetworkList(Consumer<Cidr> rule, List<String> problems, Map<Path, FileStamp> files) {
        this.rule = rule;
        this.problems = problems;
        this.files = files;
    }

    /** Calls come under the first address of their client's prefix, so an entry for a part of a client would match nothing, or all of it. */
    static Consumer<Cidr> wholeClients(int ipv6Prefix) {
        return network -> {
            if (!network.network().isV4() && network.prefix() > ipv6Prefix) {
                throw new IllegalArgumentException("'" + network + "' is narrower than a client: write "
                        + network.network().network(ipv6Prefix) + "/" + ipv6Prefix + ", or change clients.ipv6-prefix");
            }
        };
    }

    static void notEverybody(Cidr network) {
        if (network.prefix() == 0) {
            throw new IllegalArgumentException(
                    "'" + network + "' trusts everybody, so that anybody could choose his own address:"
                            + " write the addresses of your proxies");
        }
    }

    void add(String where, String entry) {
        try {
            Cidr network = Cidr.parse(entry);
            rule.accept(network);
            entries.add(network);
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + shown(String.valueOf(e.getMessage())));
        }
    }

    void addFile(String where, Path file) {
        files.putIfAbsent(
                file, FileStamp.of(file)); // before it is read: see there; the first of two readings tells more
        try {
            List<String> lines = text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String entry = entry(lines.get(i));
                if (!entry.isEmpty()) {
                    add(where + ", line " + (i + 1), entry);
                }
            }
        } catch (IOException e) {
            problems.add(where + " cannot be read: " + why(e));
        }
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof CharacterCodingException ? "it is not UTF-8" : String.valueOf(e.getMessage());
    }

    private static String entry(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than " + MAX_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /** Lists come from elsewhere, and problems go into logs: no more than one can read, and nothing that ends a line. */
    private static String shown(String problem) {
        String start = problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM) + "\u2026";
        return start.replaceAll("\\p{Cc}", "?");
    }

    CidrSet networks() {
        return CidrSet.copyOf(entries);
    }
}
