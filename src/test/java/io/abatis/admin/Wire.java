package io.abatis.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Requests over a raw socket: whatever a header or a path holds goes out as it is. */
final class Wire {

    private static final int PATIENCE_MILLIS = 20_000;

    private final URI home;

    Wire(URI home) {
        this.home = home;
    }

    /** What came back: the lines of the head, and the body. */
    record Got(int status, List<String> head, String body) {

        /** The values of a header. */
        List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }

        /** The value of a header; empty if there is none. */
        String header(String name) {
            return all(name).stream().findFirst().orElse("");
        }
    }

    /** Sends a request with a Host of ours unless another one is given. */
    Got send(String method, String target, byte[] body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(headers));
        if (lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
            lines.add("Host: " + home.getAuthority());
        }
        if (body.length > 0 && lines.stream().noneMatch(line -> line.startsWith("Content-Length"))) {
            lines.add("Content-Length: " + body.length);
        }
        lines.add("Connection: close");
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        try (Socket socket = open()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            try {
                socket.getOutputStream().write(body);
            } catch (IOException e) {
                // answered before all was sent
            }
            return parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    Got send(String method, String target, String body, String... headers) throws IOException {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Socket open() throws IOException {
        String host = home.getHost();
        Socket socket = new Socket(InetAddress.getByName(host), home.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    String authority() {
        return home.getAuthority();
    }

    private static Got parsed(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer but: " + text);
        }
        List<String> head = Arrays.asList(text.substring(0, end).split("\r\n", -1));
        return new Got(Integer.parseInt(head.get(0).split(" ", 3)[1]), head, text.substring(end + 4));
    }
}
