package io.abatis.load;

import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A call with holes: {@code GET /books/{number}}, or {@code POST /login user={word}&password={word}}. {@code {number}} is a
 * whole number from 1 to 9999, {@code {word}} eight small letters; each is drawn anew for every call. Immutable.
 */
final class CallTemplate {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
    private static final int MOST_CHARACTERS = 4_000;
    private static final int LETTERS = 8;

    private final String method;
    private final String path;
    private final String body;

    private CallTemplate(String method, String path, String body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    /**
     * Reads a call: the method, the path, and what is sent along, if anything, parted by single spaces.
     *
     * @throws IllegalArgumentException naming what is wrong and how to write it
     */
    static CallTemplate parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length < 2 || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("'" + cut(text) + "' is no call: write \"GET /api/rarely\"");
        }
        if (!METHODS.contains(parts[0])) {
            throw new IllegalArgumentException("'" + cut(parts[0])
                    + "' is no method: write GET, HEAD, POST, PUT, PATCH, " + "DELETE or OPTIONS, in capitals");
        }
        CallTemplate call = new CallTemplate(parts[0], parts[1], parts.length < 3 ? "" : parts[2]);
        call.check();
        return call;
    }

    private void check() {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("the path '" + cut(path) + "' must begin with one slash");
        }
        HOLE.matcher(path + body).results().map(hole -> hole.group(1)).forEach(CallTemplate::requireKnown);
        String example = HOLE.matcher(path).replaceAll("1");
        try {
            URI uri = URI.create(example);
            if (uri.getRawFragment() != null) {
                throw new IllegalArgumentException("a fragment is never sent");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the path '" + cut(path) + "' has a character that no URL has: percent-encode it, %20 for a space",
                    e);
        }
    }

    private static void requireKnown(String hole) {
        if (!hole.equals("number") && !hole.equals("word")) {
            throw new IllegalArgumentException("{" + cut(hole) + "} is unknown: write {number} or {word}");
        }
    }

    /** The call with its holes filled. */
    Request fill(UniformRandomProvider random) {
        return new Request(method, fill(path, random), fill(body, random));
    }

    private static String fill(String text, UniformRandomProvider random) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        hole.group(1).equals("number") ? Integer.toString(1 + random.nextInt(9_999)) : word(random)));
    }

    private static String word(UniformRandomProvider random) {
        StringBuilder word = new StringBuilder(LETTERS);
        for (int i = 0; i < LETTERS; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
