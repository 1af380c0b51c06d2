package io.abatis.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where crafted traffic may go: an {@code http} URL whose host is a loopback address ({@code 127.0.0.1},
 * {@code [::1]}) or {@code localhost}, and nothing else. A path before the routes is allowed.
 *
 * @param uri the checked URL, without a slash at its end
 */
public record LoopbackUrl(URI uri) {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if the URL is of another form, or leads to another machine
     */
    public LoopbackUrl {
        uri = withoutSlash(uri);
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("'" + uri + "' is not an http:// URL; write http://127.0.0.1:8080");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + uri + "' has a user, a query or a fragment; leave these out");
        }
        if (uri.getHost() == null || !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "'" + uri + "' is not on this machine; crafted traffic goes to localhost, 127.0.0.1 or [::1] only");
        }
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if the text is no URL, or none that crafted traffic may go to
     */
    public static LoopbackUrl parse(String text) {
        try {
            return new LoopbackUrl(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URL; write http://127.0.0.1:8080", e);
        }
    }

    /** The URL of a route, which begins with a slash. */
    URI at(String route) {
        return URI.create(uri + route);
    }

    /** The port, 80 where the URL names none. */
    int port() {
        return uri.getPort() < 0 ? 80 : uri.getPort();
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") && uri.getHost() != null ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    /** Decides by the text alone, so that no name is ever looked up; the one exception must prove itself. */
    private static boolean isLoopback(String host) {
        if (LOOPBACK_V4.matcher(host).matches()) {
            return true;
        }
        try {
            if (host.startsWith("[")) {
                return InetAddress.getByName(host).isLoopbackAddress();
            }
            return host.toLowerCase(Locale.ROOT).equals("localhost")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
