package io.abatis.config;

import io.abatis.client.Cidr;
import io.abatis.client.CidrSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One list of networks, gathered from the configuration and from files. Each bad entry becomes a problem that says where it stands. */
final class NetworkList {

    /** The largest file that is read, in bytes. */
    static final int MAX_BYTES = 16 << 20;

    private static final int LONGEST_PROBLEM = 300;

    private final int ipv6Prefix;
    private final List<String> problems;
    private final List<String> entries = new ArrayList<>();

    /**
     * @param ipv6Prefix the longest prefix that an IPv6 entry may have
     * @param problems receives a line for each bad entry
     */
    NetworkList(int ipv6Prefix, List<String> problems) {
        this.ipv6Prefix = ipv6Prefix;
        this.problems = problems;
    }

    void add(String where, String entry) {
        try {
            requireWhole(Cidr.parse(entry));
            entries.add(entry);
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + shown(String.valueOf(e.getMessage())));
        }
    }

    /** Calls come under the first address of their client's prefix, so an entry for a part of a client would match nothing, or all of it. */
    private void requireWhole(Cidr network) {
        if (!network.network().isV4() && network.prefix() > ipv6Prefix) {
            throw new IllegalArgumentException("'" + network + "' is narrower than a client: write "
                    + network.network().network(ipv6Prefix) + "/" + ipv6Prefix + ", or change clients.ipv6-prefix");
        }
    }

    void addFile(String where, Path file) {
        try {
            List<String> lines = text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String entry = withoutComment(lines.get(i)).strip();
                if (!entry.isEmpty()) {
                    add(where + ", line " + (i + 1), entry);
                }
            }
        } catch (IOException e) {
            problems.add(where + " cannot be read: " + e);
        }
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

    private static String withoutComment(String line) {
        int start = line.indexOf('#');
        return start < 0 ? line : line.substring(0, start);
    }

    /** Lists come from elsewhere, and problems go into logs: no more than one can read, and nothing that ends a line. */
    private static String shown(String problem) {
        String start = problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM) + "\u2026";
        return start.replaceAll("\\p{Cc}", "?");
    }

    CidrSet networks() {
        return CidrSet.of(entries);
    }
}
