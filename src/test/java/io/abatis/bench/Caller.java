package io.abatis.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/**
 * One connection that is kept, as a proxy has it: each call names another client. It does as little as can be, for its time is measured with the server's. Belongs to one
 * thread at a time.
 */
final class Caller implements Closeable {

    private static final int ROOM = 8_192;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final Requests traffic;
    private final byte[] room = new byte[ROOM];
    private int next;

    /** The answers' times in nanoseconds, and how many of the answers were refusals. */
    record Heard(Histogram nanos, long refused) {}

    Caller(int port, Requests traffic, int first) throws IOException {
        this.traffic = traffic;
        this.next = first;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = socket.getInputStream();
    }

    /** @param end in {@link System#nanoTime()} */
    Heard callUntil(long end) throws IOException {
        Histogram nanos = new Histogram(3);
        long refused = 0;
        for (long now = System.nanoTime(); now - end < 0; ) {
            int request = next;
            next = request + 1 & traffic.size() - 1;
            String head = "GET " + traffic.path(request) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: "
                    + traffic.address(request) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            refused += Laps.isRefusal(read()) ? 1 : 0;
            long answered = System.nanoTime();
            nanos.recordValue(answered - now);
            now = answered;
        }
        return new Heard(nanos, refused);
    }

    /** Reads an answer to its end, and returns its status. */
    private int read() throws IOException {
        int filled = 0;
        int end = -1;
        while (end < 0 || filled < end) {
            int read = in.read(room, filled, ROOM - filled);
            if (read <= 0) {
                throw new EOFException("the server closed the connection, or its answer is too long");
            }
            filled += read;
            end = end < 0 ? end(filled) : end;
        }
        return (room[9] - '0') * 100 + (room[10] - '0') * 10 + room[11] - '0';
    }

    /** Where the answer ends; -1 if its head is not complete. */
    private int end(int filled) {
        int length = 0;
        for (int i = 0; i + 3 < filled; i++) {
            if (room[i] == '\n' && isLength(i + 1, filled)) {
                length = number(i + 1 + LENGTH.length);
            } else if (room[i] == '\r' && room[i + 1] == '\n' && room[i + 2] == '\r' && room[i + 3] == '\n') {
                return i + 4 + length;
            }
        }
        return -1;
    }

    private boolean isLength(int from, int filled) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (from + i >= filled || (room[from + i] | 0x20) != LENGTH[i] && room[from + i] != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int number = 0;
        for (int i = from; room[i] >= '0' && room[i] <= '9'; i++) {
            number = number * 10 + room[i] - '0';
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
