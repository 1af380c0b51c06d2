package io.abatis.ban;

import io.abatis.client.Ip;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be kept from now on, and what not any more. Not safe for threads. */
public final class Changes {

    /** The longest text, in characters. */
    public static final int MOST_CHARACTERS = 1 << 16;

    /** The longest state, in bytes. */
    public static final int MOST_BYTES = 1 << 24;

    private static final int MOST_NAME = 64;

    private final Map<Ip, Optional<Offender>> offenders = new TreeMap<>();
    private final Map<BanStore.Area, Map<Ip, Optional<String>>> texts = new EnumMap<>(BanStore.Area.class);
    private final Map<String, byte[]> states = new TreeMap<>();
    private long characters;

    /**
     * Keeps or forgets a client.
     *
     * @param offender what is remembered; null to forget the client
     */
    public Changes offender(Ip client, @Nullable Offender offender) {
        offenders.put(client, Optional.ofNullable(offender));
        return this;
    }

    /**
     * Keeps or forgets a text of a client.
     *
     * @param text one line; null to forget it
     * @throws IllegalArgumentException if it is longer than {@link #MOST_CHARACTERS} or more than a line
     */
    public Changes text(BanStore.Area area, Ip client, @Nullable String text) {
        check(text);
        characters += text == null ? 0 : text.length();
        texts.computeIfAbsent(area, one -> new TreeMap<>()).put(client, Optional.ofNullable(text));
        return this;
    }

    static void check(@Nullable String text) {
        if (text != null && (text.length() > MOST_CHARACTERS || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
            throw new IllegalArgumentException(
                    "a text of " + text.length() + " characters is not a line of at most " + MOST_CHARACTERS);
        }
    }

    /**
     * Keeps bytes under a name, in the place of those that were there.
     *
     * @param name 1 to 64 characters
     * @param bytes not changed afterwards
     * @throws IllegalArgumentException if the name is longer than that, or there are more than {@link #MOST_BYTES}
     */
    public Changes state(String name, byte[] bytes) {
        check(name, bytes);
        states.put(name, bytes);
        return this;
    }

    static void check(String name, byte[] bytes) {
        if (name.isEmpty() || name.length() > MOST_NAME || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("state " + name + " of " + bytes.length + " bytes is more than "
                    + MOST_BYTES + ", or its name is not of 1 to " + MOST_NAME + " characters");
        }
    }

    Map<Ip, Optional<Offender>> offenders() {
        return offenders;
    }

    Map<Ip, Optional<String>> texts(BanStore.Area area) {
        return texts.getOrDefault(area, Map.of());
    }

    Map<String, byte[]> states() {
        return states;
    }

    long characters() {
        return characters;
    }

    /** How many things are to be changed. */
    public int size() {
        return offenders.size() + texts.values().stream().mapToInt(Map::size).sum() + states.size();
    }
}
