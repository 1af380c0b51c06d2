package io.abatis.training;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Labels.Label;
import io.abatis.traffic.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the histories of labelled clients from logs. Bounded: of each client at most {@value #LONGEST} calls are kept, of all logs at most
 * {@value #MOST_NAMES} names; further names are as good as unknown to the model. Not safe for threads.
 */
final class Histories {

    /** More calls of one client teach nothing new, and one noisy client must not outweigh all others. */
    static final int LONGEST = 10_000;

    private static final int MOST_NAMES = 50_000;

    private final Map<Ip, List<String>> calls = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private long entries;

    /** Adds an entry to its client's history. */
    void add(LogEntry entry) {
        entries++;
        List<String> history = calls.computeIfAbsent(entry.client(), client -> new ArrayList<>());
        if (history.size() < LONGEST) {
            history.add(name(entry.call()));
        }
    }

    private String name(String call) {
        String known = names.get(call);
        if (known != null) {
            return known;
        }
        if (names.size() >= MOST_NAMES) {
            return "";
        }
        names.put(call, call);
        return call;
    }

    /** How many entries were added. */
    long entries() {
        return entries;
    }

    /** How many clients were seen. */
    int clients() {
        return calls.size();
    }

    /** The histories of the clients that have a label, in the order of their addresses. */
    List<History> labelled(Labels labels) {
        List<History> histories = new ArrayList<>();
        calls.forEach((client, history) -> {
            Label label = labels.of(client);
            if (label != null) {
                histories.add(new History(client, label, List.copyOf(history)));
            }
        });
        histories.sort(Comparator.comparing(History::client));
        return histories;
    }

    /** All histories as those of benign clients, in the order of their addresses. */
    List<History> allBenign() {
        return calls.entrySet().stream()
                .map(entry -> new History(entry.getKey(), Label.BENIGN, List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(History::client))
                .toList();
    }

    /**
     * The calls worth a column: those that most clients made, and among equals the first in the order of their names.
     *
     * @param histories whose calls
     * @param most how many at the most
     * @return the names in the order of popularity, the rarest first
     */
    static List<String> popular(List<History> histories, int most) {
        Map<String, Integer> clients = new HashMap<>();
        for (History history : histories) {
            Set<String> distinct = new HashSet<>(history.calls());
            distinct.remove("");
            distinct.forEach(call -> clients.merge(call, 1, Integer::sum));
        }
        return clients.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
