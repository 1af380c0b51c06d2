package io.abatis.training;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.Popularity;
import io.abatis.count.Sighting;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the histories of clients from the logs of one site, with what the live gate would have known of each call. Bounded: of each client at most
 * {@value #LONGEST} calls are kept, of all clients {@value #MOST_CALLS}, and {@value #MOST_NAMES} names; further names are as good as unknown to the model.
 * Not safe for threads.
 */
final class Histories {

    /** More calls of one client teach nothing new, and one noisy client must not outweigh all others. */
    static final int LONGEST = 2_000;

    private static final int MOST_CALLS = 5_000_000;
    private static final int MOST_NAMES = 50_000;
    private static final long NO_SECRET = 0; // chance has no say in training

    private final Map<Ip, Client> clients = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Popularity popularity = new Popularity(NO_SECRET);
    private final int warmUp;
    private long entries;
    private int kept;
    private long answered;

    private static final class Client {
        final List<PastCall> calls = new ArrayList<>();
        int cold;
        long seen;
        long lastMillis;
    }

    /** @param warmUp how much must have been learned of the site's routes before calls count, as on a model's card */
    Histories(int warmUp) {
        this.warmUp = warmUp;
    }

    /** Adds an entry to its client's history. */
    void add(LogEntry entry) {
        entries++;
        Client client = clients.computeIfAbsent(entry.client(), ip -> new Client());
        Call call = new Call(entry.client(), entry.call(), entry.timeMillis());
        Outcome outcome = entry.outcome();
        boolean isWarm = popularity.learned() >= warmUp;
        if (client.calls.size() < LONGEST && kept < MOST_CALLS) {
            Sighting sighting = popularity.sight(call);
            long gap = client.calls.isEmpty() ? 0 : entry.timeMillis() - client.lastMillis;
            client.calls.add(new PastCall(name(entry.call()), sighting, outcome, gap));
            client.cold += isWarm ? 0 : 1;
            kept++;
        }
        client.lastMillis = entry.timeMillis();
        client.seen += isWarm ? 1 : 0;
        answered += outcome == Outcome.UNKNOWN ? 0 : 1;
        if (client.seen <= Popularity.TEACHING_CALLS) {
            popularity.learn(call, outcome);
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

    /** Whether not all calls could be kept. */
    boolean isFull() {
        return kept == MOST_CALLS;
    }

    /** Whether the logs tell how most calls were answered. */
    boolean tellAnswers() {
        return answered * 2 > entries;
    }

    /**
     * The histories of the clients that have a label, in the order of their addresses.
     *
     * @param labels who is what; a client without a label is left out
     * @param onlyWarm whether to leave out what came before the site's routes were learned, and clients that came only then
     */
    List<History> labelled(Function<Ip, @Nullable Label> labels, boolean onlyWarm) {
        List<History> histories = new ArrayList<>();
        clients.forEach((ip, client) -> {
            Label label = labels.apply(ip);
            List<PastCall> calls = client.calls.subList(onlyWarm ? client.cold : 0, client.calls.size());
            if (label != null && !calls.isEmpty()) {
                histories.add(new History(ip, label, List.copyOf(calls)));
            }
        });
        histories.sort(Comparator.comparing(History::client));
        return histories;
    }

    /**
     * The calls worth a column: those that most clients made, and among equals the first in the order of their names.
     *
     * @param histories whose calls
     * @param most how many at the most
     * @return the names in the order of popularity, the rarest first
     */
    static List<String> popular(List<History> histories, int most) {
        return popular(histories, most, 1);
    }

    /**
     * The same, but of those only that so many clients made.
     *
     * @param fewest how many clients at least
     */
    static List<String> popular(List<History> histories, int most, int fewest) {
        Map<String, Integer> clients = new HashMap<>();
        for (History history : histories) {
            Set<String> distinct = new HashSet<>(history.names().toList());
            distinct.remove("");
            distinct.forEach(call -> clients.merge(call, 1, Integer::sum));
        }
        return clients.entrySet().stream()
                .filter(call -> call.getValue() >= fewest)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
