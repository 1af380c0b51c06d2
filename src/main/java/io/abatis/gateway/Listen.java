package io.abatis.gateway;

/**
 * Where the gateway listens.
 *
 * @param host a name or an address of this machine, IPv6 without brackets
 * @param port 1 to 65535, or 0 for any free one
 */
public record Listen(String host, int port) {

    /**
     * Reads {@code HOST:PORT}, such as {@code 127.0.0.1:8080}, {@code [::1]:8080} or {@code 0.0.0.0:80}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Listen parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        boolean isHost =
                !host.isEmpty() && host.indexOf(' ') < 0 && (brackets ? host.length() > 2 : host.indexOf(':') < 0);
        String port = text.substring(colon + 1);
        if (!isHost || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no HOST:PORT; give one such as 127.0.0.1:8080 or [::1]:8080");
        }
        return new Listen(brackets ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
