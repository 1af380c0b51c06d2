package io.abatis.config;

import io.abatis.client.Cidr;
import io.abatis.client.CidrSet;
import io.abatis.gate.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One list of networks, gathered from the configuration and from files. Each bad entry becomes a problem that says where it stands. */
final class NetworkList {

    private final int ipv6Prefix;
    private final List<String> problems;
    private final List<String> entries = new ArrayList<>();
    private final Map<Path, FileStamp> files;

    /**
     * @param ipv6Prefix the longest prefix that an IPv6 entry may have
     * @param problems receives a line for each bad entry
     * @param files receives each file that was read, with its stamp
     */
    NetworkList(int ipv6Prefix, List<String> problems, Map<Path, FileStamp> files) {
        this.ipv6Prefix = ipv6Prefix;
        this.problems = problems;
        this.files = files;
    }

    void add(String where, String entry) {
        try {
            requireWhole(Cidr.parse(entry));
            entries.add(entry);
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
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
        files.putIfAbsent(
                file, FileStamp.of(file)); // before it is read: see there; the first of two readings tells more
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String entry = lines.get(i).replaceFirst("#.*", "").strip();
                if (!entry.isEmpty()) {
                    add(where + ", line " + (i + 1), entry);
                }
            }
        } catch (IOException e) {
            problems.add(where + " cannot be read: " + e);
        }
    }

    CidrSet networks() {
        return CidrSet.of(entries);
    }
}
