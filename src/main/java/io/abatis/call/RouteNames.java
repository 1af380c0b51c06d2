package io.abatis.call;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Names calls by method and route. A name is a pure function of method and path, so it never depends on who called what before: segments that are
 * numbers, UUIDs or long hexadecimal strings become placeholders, every character outside printable ASCII is percent-encoded, HEAD counts as the GET that it is
 * (RFC 9110 section 9.3.2), methods that HTTP does not define fold into {@code OTHER}, and a route longer than {@value #LONGEST_ROUTE} characters is {@value #OTHER_ROUTE}. Query strings are
 * no part of a name.
 *
 * <p>Safe for all threads. Memory is bounded: names are remembered to save work, and a full memory only stops remembering.
 */
public final class RouteNames {
    /*
     * Remembering must not decide naming. Were the table of names itself the vocabulary, whoever fills it first with random paths would push all
     * later routes into "other", and attackers are the ones who would.
     */

    /** The route of everything that has no usable path. */
    public static final String OTHER_ROUTE = "(other)";

    static final int LONGEST_ROUTE = 200;
    private static final int REMEMBERED = 4_096;

    private final ConcurrentMap<String, ConcurrentMap<String, String>> names = new ConcurrentHashMap<>();
    private final int remembered;

    /** Remembers up to {@value #REMEMBERED} paths a method. */
    public RouteNames() {
        this(REMEMBERED);
    }

    RouteNames(int remembered) {
        this.remembered = remembered;
    }

    /**
     * The name of a call.
     *
     * @param method the HTTP method, case-sensitive as in RFC 9110
     * @param path the decoded, normalised path that the container dispatches on, beginning with a slash
     */
    public String name(String method, String path) {
        String folded = fold(method);
        ConcurrentMap<String, String> known = names.computeIfAbsent(folded, m -> new ConcurrentHashMap<>());
        String name = known.get(path);
        if (name == null) {
            name = folded + " " + route(path);
            if (known.size() < remembered && path.length() <= LONGEST_ROUTE) {
                known.putIfAbsent(path, name);
            }
        }
        return name;
    }

    private static String fold(String method) {
        return switch (method) {
            case "HEAD" -> "GET";
            case "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT" -> method;
            default -> "OTHER";
        };
    }

    private static String route(String path) {
        if (!path.startsWith("/") || path.length() > LONGEST_ROUTE) {
            return OTHER_ROUTE;
        }
        StringBuilder route = new StringBuilder(path.length() + 8);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            route.append('/');
            appendSegment(route, path, start, end);
            start = end + 1;
        }
        return route.length() > LONGEST_ROUTE ? OTHER_ROUTE : route.toString();
    }

    private static void appendSegment(StringBuilder route, String path, int start, int end) {
        String placeholder = Identifiers.placeholder(path, start, end);
        if (placeholder != null) {
            route.append(placeholder);
            return;
        }
        for (int at = start; at < end; ) {
            int point = path.codePointAt(at);
            if (point > ' ' && point < 0x7f && point != '%') {
                route.append((char) point);
            } else {
                appendEncoded(route, point);
            }
            at += Character.charCount(point);
        }
    }

    private static void appendEncoded(StringBuilder route, int point) {
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            route.append('%')
                    .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                    .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }
}
