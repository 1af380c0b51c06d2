package io.abatis.call;

import org.jspecify.annotations.Nullable;

/**
 * Remembers routes of paths, to save work and nothing else: what it forgets is named again. Fixed in size, without locks, safe for all threads. A path has
 * {@value #WAYS} places; it enters the last one and moves up by one whenever it is asked for. So what comes once only ever replaces what came once,
 * and a flood of random paths costs the site's own paths a step or two.
 */
final class NameCache {
    /*
     * Threads race for places on purpose. An entry is immutable, and whoever reads one checks that it is of his path; a race may lose an entry or keep it
     * twice, and both do no harm.
     */

    private static final int WAYS = 4;

    /** One remembered path, of one method. */
    record Entry(String method, String path, Route route) {}

    private final @Nullable Entry[] entries;
    private final int mask;

    /** @param size how many entries, a power of two of at least 4 */
    NameCache(int size) {
        this.entries = new @Nullable Entry[size];
        this.mask = size - 1 & -WAYS;
    }

    private int first(String method, String path) {
        int hash = (path.hashCode() * 31 + method.hashCode()) * 0x9e3779b9;
        return hash >>> 8 & mask;
    }

    /** @param method a folded one */
    @Nullable
    Route get(String method, String path) {
        int first = first(method, path);
        for (int i = first; i < first + WAYS; i++) {
            Entry entry = entries[i];
            if (entry != null && entry.method().equals(method) && entry.path().equals(path)) {
                if (i > first) {
                    entries[i] = entries[i - 1];
                    entries[i - 1] = entry;
                }
                return entry.route();
            }
        }
        return null;
    }

    void put(String method, String path, Route route) {
        entries[first(method, path) + WAYS - 1] = new Entry(method, path, route);
    }
}
