package io.abatis.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The path of a raw request target as a log holds it, brought to the form that a container dispatches on: without query, fragment, scheme, host and
 * path parameters, percent-decoded once, dots resolved, repeated slashes kept as one.
 *
 * <p>That is what Jetty and Tomcat make of all targets that they accept by default, but for what they do not agree on: a last segment of dots leaves a slash
 * behind (as RFC 3986 has it, and Jetty; Tomcat cuts it off). A Jetty that was told to be lenient keeps repeated slashes, and decodes {@code %u002e}. A Tomcat
 * that serves a folder by its welcome file counts the call as one of that file.
 */
public final class RawTarget {

    private RawTarget() {}

    /**
     * The normalised path of a target.
     *
     * @param target for example {@code /a/./b%20c;v=1?q=2} or {@code http://host/a}
     * @return a path beginning with a slash, or the empty text if the target has none
     */
    public static String path(String target) {
        String path = withoutAuthority(target);
        int end = path.length();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '#') {
                end = i;
                break;
            }
        }
        return path.startsWith("/") ? normalise(path.substring(0, end)) : "";
    }

    private static String withoutAuthority(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf(":/");
        if (scheme < 1 || scheme > 10) {
            return target;
        }
        if (!target.startsWith("://", scheme)) {
            return target.substring(scheme + 1); // no authority at all (RFC 3986 section 3)
        }
        int end = scheme + 3;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.startsWith("/", end) ? target.substring(end) : "/";
    }

    private static String normalise(String path) {
        Deque<String> segments = new ArrayDeque<>();
        boolean folder = false; // as is whatever ends in a slash, or in dots or parameters behind a slash
        for (String part : split(path)) {
            int parameters = part.indexOf(';');
            String segment = decode(parameters < 0 ? part : part.substring(0, parameters));
            folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!folder) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
    }

    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                parts.add(path.substring(start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /**
     * Decodes percent signs once, as UTF-8. What is no escape stays as it is. Undoes the encoding of {@link RouteNames}.
     */
    public static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
