package io.abatis.traffic.site;

import io.abatis.client.Ip;
import io.abatis.traffic.LogEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The traffic of a site. Immutable.
 *
 * @param entries the calls in the order of their times, at most 30,000
 * @param clients every client of the entries with its behaviour, in the order of their first entries
 * @param turned the clients that were taken over, with the time of their first hostile call, milliseconds since 1970-01-01T00:00Z
 */
public record SiteTraffic(List<LogEntry> entries, Map<Ip, Behaviour> clients, Map<Ip, Long> turned) {

    /** Copies, keeping the order. */
    public SiteTraffic {
        entries = List.copyOf(entries);
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
        turned = Collections.unmodifiableMap(new LinkedHashMap<>(turned));
    }
}
