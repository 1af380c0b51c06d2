package io.abatis.cli;

import io.abatis.audit.AuditEvent;
import io.abatis.traffic.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events in a file, in which there may be anything else.
 *
 * @param events those that were asked for, as they stand in the file
 * @param all how many events there are
 * @param replayable how many of them can be explained
 * @param unreadable how many lines seem to hold an event and cannot be read
 * @param firstUnreadable which is the first, and why; null if there is none
 */
record AuditLines(
        List<AuditEvent> events,
        long all,
        long replayable,
        long unreadable,
        @Nullable String firstUnreadable) {

    /**
     * Reads them.
     *
     * @param id the one to return; null for all that can be explained
     * @param most how many to return at most
     */
    static AuditLines read(InputStream in, @Nullable String id, int most) throws IOException {
        Lines lines = new Lines(in, AuditEvent.LONGEST_LINE + 1);
        List<AuditEvent> events = new ArrayList<>();
        long all = 0;
        long replayable = 0;
        long unreadable = 0;
        String first = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!AuditEvent.isLikely(line)) {
                continue;
            }
            try {
                AuditEvent event = AuditEvent.parse(line);
                all++;
                replayable += event.isReplayable() ? 1 : 0;
                boolean asked = id == null ? event.isReplayable() : event.id().equals(id);
                if (asked && events.size() < most) {
                    events.add(event);
                }
            } catch (IllegalArgumentException e) {
                unreadable++;
                first = first == null ? "line " + lines.number() + ": " + e.getMessage() : first;
            }
        }
        return new AuditLines(events, all, replayable, unreadable, first);
    }
}
