package io.abatis.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries that were written last: a bounded number of them, and a bounded amount of text. Safe for all threads. */
final class Latest {

    private static final long MOST_CHARS = 16L << 20;

    private final int most;
    private final ArrayDeque<AuditEntry> entries = new ArrayDeque<>();
    private long chars;

    Latest(int most) {
        this.most = most;
    }

    synchronized void add(AuditEntry entry) {
        entries.addLast(entry);
        chars += entry.json().length();
        while (entries.size() > most || chars > MOST_CHARS) {
            chars -= entries.removeFirst().json().length();
        }
    }

    synchronized List<AuditEntry> newest(int number) {
        List<AuditEntry> newest = new ArrayList<>(Math.max(0, Math.min(number, entries.size())));
        Iterator<AuditEntry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && newest.size() < number) {
            newest.add(backwards.next());
        }
        return List.copyOf(newest);
    }

    synchronized @Nullable AuditEntry find(String id) {
        for (AuditEntry entry : entries) {
            if (entry.id().equals(id)) {
                return entry;
            }
        }
        return null;
    }
}
