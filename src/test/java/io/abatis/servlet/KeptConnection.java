package io.abatis.servlet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends bytes as requests, on one connection for as long as the server keeps it. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    KeptConnection(int port) {
        this.port = port;
    }

    /**
     * The answer to a request.
     *
     * @param status 0 if the server gave none
     * @param headers by lower-case name
     */
    record Answer(int status, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @param head the request's bytes up to the empty line, without it */
    Answer send(String head) throws IOException {
        Socket open = socket;
        InputStream answers = in;
        if (open == null || answers == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.setTcpNoDelay(true);
            answers = new BufferedInputStream(open.getInputStream());
            socket = open;
            in = answers;
        }
        open.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        open.getOutputStream().flush();
        Answer answer = read(answers);
        String length = answer.header("content-length");
        if (answer.status() < 200
                || answer.status() == 400
                || length.isEmpty()
                || answer.header("connection").equals("close")) {
            close();
        } else {
            answers.skipNBytes(Long.parseLong(length));
        }
        return answer;
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/")) { // HTTP/0.9 has nothing but a body
            return new Answer(0, Map.of());
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        in = null;
    }
}
