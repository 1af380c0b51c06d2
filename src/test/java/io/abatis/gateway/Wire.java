package io.abatis.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** HTTP by hand, as a client that sends what no library would, and as the reader of both sides. */
final class Wire {

    private static final int PATIENCE_MILLIS = 20_000;

    private Wire() {}

    /**
     * A message.
     *
     * @param line its first
     * @param headers the others, as they came
     * @param body without chunks
     * @param whole whether it ended as its headers say it would
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(String line, List<String> headers, byte[] body, boolean whole) {

        int status() {
            return Integer.parseInt(line.split(" ", 3)[1]);
        }

        String target() {
            return line.split(" ", 3)[1];
        }

        /** The values of all header lines of this name. */
        List<String> values(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        String value(String name) {
            return String.join("|", values(name));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends one request as it stands, line ends as {@code \n}, and reads one answer. */
    static Message ask(int port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket, request);
            return read(new BufferedInputStream(socket.getInputStream()), request.startsWith("HEAD "));
        }
    }

    static Message get(int port, String target, String... headers) throws IOException {
        return ask(port, request("GET", target, headers) + "\n");
    }

    /** A request's head without the empty line. */
    static String request(String method, String target, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
        return method + " " + target + " HTTP/1.1\nHost: shop.example:8080\n" + more;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads one message, its body by its length, its chunks, or the end of the connection. */
    static Message read(InputStream in, boolean noBody) throws IOException {
        String head = head(in);
        List<String> lines = Arrays.asList(head.split("\r\n"));
        Message bare = new Message(lines.get(0), lines.subList(1, lines.size()), new byte[0], true);
        boolean isRequest = !bare.line().startsWith("HTTP/");
        if (noBody || !isRequest && (bare.status() < 200 || bare.status() == 204 || bare.status() == 304)) {
            return bare;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = true;
        try {
            if (bare.value("Transfer-Encoding").equals("chunked")) {
                chunks(in, body);
            } else if (!bare.value("Content-Length").isEmpty()) {
                copy(in, body, Integer.parseInt(bare.value("Content-Length")));
            } else if (!isRequest) {
                in.transferTo(body);
            }
        } catch (EOFException | SocketException e) {
            whole = false;
        }
        return new Message(bare.line(), bare.headers(), body.toByteArray(), whole);
    }

    /** The lines of a head, up to the empty one; empty if the connection has ended. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after '" + head + "'");
            }
            head.append((char) next);
        }
        return head.substring(0, head.length() - 4);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream body) throws IOException {
        for (int size = size(in); size > 0; size = size(in)) {
            copy(in, body, size);
            line(in);
        }
        while (!line(in).isEmpty()) {
            // A trailer.
        }
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", ""), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void copy(InputStream in, ByteArrayOutputStream body, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            body.write(next);
        }
    }
}
