package io.abatis.ban;

import io.abatis.client.Ip;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What is to be written, bounded: of clients only that something changed, and when these are too many, that anything may have; texts, of which the last that
 * do not fit are lost; states. One thread at a time.
 */
final class Noted {

    static final int MOST_CLIENTS = 1 << 16;
    static final int MOST_TEXTS = 1 << 16;
    static final long MOST_CHARACTERS = 1L << 25;

    private final Set<Ip> clients = new HashSet<>();
    private final Map<BanStore.Area, Map<Ip, Optional<String>>> texts = new EnumMap<>(BanStore.Area.class);
    private final Map<String, byte[]> states = new TreeMap<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean isAll;
    private long characters;
    private long lost;

    Noted() {
        for (BanStore.Area area : BanStore.Area.values()) {
            texts.put(area, new LinkedHashMap<>());
        }
    }

    /** Notes that something else is remembered of a client. */
    void client(Ip client) {
        if (!isAll && !clients.contains(client)) {
            if (clients.size() == MOST_CLIENTS) {
                all();
            } else {
                clients.add(client);
            }
        }
    }

    /** Notes that something else may be remembered of anybody. */
    void all() {
        isAll = true;
        clients.clear();
    }

    void text(BanStore.Area area, Ip client, Optional<String> text) {
        Map<Ip, Optional<String>> all = texts(area);
        long change = (long) length(text) - length(all.getOrDefault(client, Optional.empty()));
        boolean fits = all.containsKey(client) || all.size() < MOST_TEXTS;
        if (fits && characters + change <= MOST_CHARACTERS) {
            characters += change;
            all.put(client, text);
        } else {
            lost++;
        }
    }

    private static int length(Optional<String> text) {
        return text.map(String::length).orElse(0);
    }

    void state(String name, byte[] bytes) {
        states.put(name, bytes);
    }

    void waits(CompletableFuture<Void> future) {
        waiting.add(future);
    }

    /** Takes over what was noted earlier and could not be written; what was noted since goes before it. */
    void after(Noted earlier) {
        if (earlier.isAll) {
            all();
        }
        earlier.clients.forEach(this::client);
        earlier.texts.forEach((area, all) -> all.forEach((client, text) -> {
            if (!texts(area).containsKey(client)) {
                text(area, client, text);
            }
        }));
        earlier.states.forEach(states::putIfAbsent);
        lost += earlier.lost;
    }

    /** Has the next who waits told of what was lost earlier, if nobody was. */
    void tells(Noted earlier) {
        lost += earlier.waiting.isEmpty() ? earlier.lost : 0;
    }

    boolean isAll() {
        return isAll;
    }

    Set<Ip> clients() {
        return clients;
    }

    Map<Ip, Optional<String>> texts(BanStore.Area area) {
        return java.util.Objects.requireNonNull(texts.get(area));
    }

    Map<String, byte[]> states() {
        return states;
    }

    List<CompletableFuture<Void>> waiting() {
        return waiting;
    }

    /** How many texts found no place, and nobody was told. */
    long lost() {
        return lost;
    }

    /** Whether there is nothing to do. */
    boolean isEmpty() {
        return size() == 0 && !isAll && waiting.isEmpty();
    }

    /** How many things are noted, "all" not counted. */
    int size() {
        return clients.size() + texts.values().stream().mapToInt(Map::size).sum() + states.size();
    }
}
