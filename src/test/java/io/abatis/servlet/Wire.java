package io.abatis.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand: what is sent is what the test says, to the byte. */
public final class Wire {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String END = "\r\n";

    private final InetAddress address;
    private final int port;

    /** Talks to this server. */
    public Wire(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param status its status code
     * @param headers by lower-case name, all values of a name joined by commas
     * @param body what follows the headers
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** The values of a header; empty where there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** A request for this target. */
    public Answer get(String target, String... headers) throws IOException {
        return send("GET", target, headers);
    }

    /** A request without a body. */
    public Answer send(String method, String target, String... headers) throws IOException {
        return parse(exchange(head(method, target, headers) + "Connection: close" + END + END));
    }

    /** The request line, Host and these headers, without the empty line that ends them. */
    public static String head(String method, String target, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        return String.join(END, lines) + END;
    }

    /** Sends these bytes, and reads until the server closes. */
    public String exchange(String bytes) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The first answer in this text; all that follows its headers is its body. */
    public static Answer parse(String text) {
        int end = text.indexOf(END + END);
        if (end < 0) {
            throw new AssertionError("no HTTP answer: '" + text + "'");
        }
        String[] lines = text.substring(0, end).split(END, -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (a, b) -> a + ", " + b);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, text.substring(end + 4));
    }

    /** The header that a proxy adds. */
    public static String from(String client) {
        return "X-Forwarded-For: " + client;
    }
}
