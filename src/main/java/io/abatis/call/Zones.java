package io.abatis.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prefixes of paths by whole segments, see {@link Naming}. Immutable. */
final class Zones {

    private final Map<String, Zones> next = new HashMap<>();
    private String zone;

    /** @param zones as {@link Naming} has checked them */
    Zones(List<String> zones) {
        this("");
        zones.forEach(this::add);
    }

    private Zones(String zone) {
        this.zone = zone;
    }

    private void add(String prefix) {
        Zones node = this;
        if (!prefix.equals("/")) {
            for (String segment : prefix.substring(1).split("/", -1)) {
                node = node.next.computeIfAbsent(segment, s -> new Zones(""));
            }
        }
        node.zone = prefix;
    }

    /** The longest prefix that a path falls under; empty if there is none. */
    String of(String path) {
        String longest = zone;
        Zones node = this;
        int start = 1;
        while (start <= path.length() && !node.next.isEmpty() && path.startsWith("/")) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            Zones deeper = node.next.get(path.substring(start, end));
            if (deeper == null) {
                return longest;
            }
            node = deeper;
            longest = node.zone.isEmpty() ? longest : node.zone;
            start = end + 1;
        }
        return longest;
    }
}
