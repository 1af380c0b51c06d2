package io.abatis.cli;

import io.abatis.load.LoopbackUrl;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where an admin server is: {@code http://} on this machine alone, for a token must not cross a network in the clear, or {@code https://} anywhere.
 *
 * @param uri without a slash at its end
 */
record AdminUrl(URI uri) {

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is of another form
     */
    static AdminUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URL; write http://127.0.0.1:9090", e);
        }
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            return new AdminUrl(http(text));
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither http://127.0.0.1:PORT nor https://HOST[:PORT]");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + text + "' has a user, a query or a fragment; leave these out");
        }
        return new AdminUrl(URI.create(text.replaceAll("/+$", "")));
    }

    private static URI http(String text) {
        try {
            return LoopbackUrl.parse(text).uri();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not on this machine: a token would cross the network in the clear. Write"
                            + " http://127.0.0.1:PORT, or https://",
                    e);
        }
    }

    /** The address of something on it. */
    URI at(String path) {
        return URI.create(uri + path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
