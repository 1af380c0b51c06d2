package io.abatis.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The server that calls are handed on to.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record Upstream(String scheme, String host, int port) {

    private static final String EXAMPLE = "; give one such as http://127.0.0.1:3000";

    /**
     * Reads {@code http://HOST[:PORT]} or {@code https://HOST[:PORT]}, with nothing behind but one slash.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Upstream parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "is no URL");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(text, "begins neither with http:// nor with https://");
        }
        if (url.getRawUserInfo() != null) {
            // The text may hold a password, which has no business on a terminal or in a log.
            throw new IllegalArgumentException("the upstream URL must not have a user or password in it" + EXAMPLE);
        }
        if (url.getHost() == null) {
            throw wrong(text, "names no host");
        }
        String path = url.getRawPath();
        if (!path.isEmpty() && !path.equals("/") || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong(text, "has something behind the host, but calls keep their own paths");
        }
        int port = url.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : url.getPort();
        if (port < 1 || port > 65_535) {
            throw wrong(text, "has a port that is not between 1 and 65535");
        }
        return new Upstream(scheme, url.getHost(), port);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' " + why + EXAMPLE);
    }

    /** Whether the way there is encrypted. */
    public boolean isSecure() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
