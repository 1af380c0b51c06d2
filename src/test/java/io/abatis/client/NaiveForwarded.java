package io.abatis.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The walk through {@code Forwarded} once more, straight from the grammar of RFC 7239 section 4 and 6 and RFC 9110 section 5.6, as slow as it
 * may be. An element is the shortest text that ends where the last one began, begins after a comma or with the line, and keeps to the grammar.
 */
record NaiveForwarded(CidrSet trusted) {

    private static final String TCHAR = "!#$%&'*+\\-.^_`|~0-9A-Za-z";
    private static final String TOKEN = "[" + TCHAR + "]+";
    private static final String QDTEXT = "[\\t \\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\uffff]";
    private static final String QUOTED_PAIR = "\\\\[\\t \\x21-\\x7e\\x80-\\uffff]";
    private static final String QUOTED_STRING = "\"((?:" + QDTEXT + "|" + QUOTED_PAIR + ")*)\"";
    private static final String LENIENT_VALUE = "([" + TCHAR + ":\\[\\]]+)";
    private static final String PAIR = "(" + TOKEN + ")=(?:" + LENIENT_VALUE + "|" + QUOTED_STRING + ")";
    private static final String LENIENT_SEMICOLON = "[ \\t]*;[ \\t]*";

    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*(?:" + PAIR + ")?(?:" + LENIENT_SEMICOLON + "(?:" + PAIR + ")?)*[ \\t]*");
    private static final Pattern ONE_PAIR = Pattern.compile(PAIR);
    private static final Pattern NODE =
            Pattern.compile("(?:([0-9.]+)|\\[([^\\]]*)\\])(?::(?:[0-9]{1,5}|_[0-9A-Za-z._\\-]+))?");

    Caller resolve(Ip peer, List<String> lines) {
        Ip nearest = peer;
        for (int line = lines.size() - 1; line >= 0; line--) {
            int end = lines.get(line).length();
            while (end >= 0) {
                int start = start(lines.get(line), end);
                Ip hop = start < 0 ? null : hop(lines.get(line).substring(start, end));
                if (hop == null || !trusted.contains(hop)) {
                    return hop == null ? caller(nearest, true) : caller(hop, false);
                }
                nearest = hop;
                end = start - 1;
            }
        }
        return caller(nearest, true);
    }

    private static Caller caller(Ip ip, boolean isProxy) {
        return new Caller(ip.isV4() ? ip : ip.network(64), isProxy);
    }

    private static int start(String line, int end) {
        for (int start = end; start >= 0; start--) {
            boolean border = start == 0 || line.charAt(start - 1) == ',';
            if (border && ELEMENT.matcher(line.substring(start, end)).matches()) {
                return start;
            }
        }
        return -1;
    }

    private static @Nullable Ip hop(String element) {
        String node = null;
        Matcher pair = ONE_PAIR.matcher(element);
        while (pair.find()) {
            if (pair.group(1).equalsIgnoreCase("for")) {
                if (node != null) {
                    return null;
                }
                node = pair.group(2) != null ? pair.group(2) : pair.group(3).replaceAll("(?s)\\\\(.)", "$1");
            }
        }
        Matcher parts = NODE.matcher(node == null ? "" : node);
        return parts.matches() ? Ip.parse(parts.group(1) != null ? parts.group(1) : parts.group(2)) : null;
    }
}
