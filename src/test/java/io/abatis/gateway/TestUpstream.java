package io.abatis.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream server that keeps what it is sent, and answers what it is told to, byte for byte. */
final class TestUpstream implements AutoCloseable {

    /** What happens to one request. */
    interface Answer {
        /** Answers a request, the first of all connections being number 1. */
        void to(Wire.Message request, Socket connection, int number) throws IOException;
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Wire.Message> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Answer answer;
    private final boolean readsBodies;

    private TestUpstream(Answer answer, boolean readsBodies) throws IOException {
        this.answer = answer;
        this.readsBodies = readsBodies;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static TestUpstream answering(Answer answer) throws IOException {
        return new TestUpstream(answer, true);
    }

    /** Answers as soon as the head of a request is there. */
    static TestUpstream hasty(Answer answer) throws IOException {
        return new TestUpstream(answer, false);
    }

    /** Answers every request with this, line ends as {@code \n}. */
    static TestUpstream saying(String text) throws IOException {
        return answering((request, connection, number) -> Wire.send(connection, text));
    }

    int port() {
        return listening.getLocalPort();
    }

    List<Wire.Message> seen() {
        return seen;
    }

    /** The only request so far. */
    Wire.Message one() {
        if (seen.size() != 1) {
            throw new AssertionError(seen.size() + " requests instead of one");
        }
        return seen.get(0);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                open.add(connection);
                if (listening.isClosed()) {
                    connection.close(); // taken when close() had looked through those that are open
                    return;
                }
                threads.execute(() -> serve(connection));
            }
        } catch (IOException | RejectedExecutionException e) {
            // Closed, and with it every connection that had been taken.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            // What is read ahead would be missing to whoever reads a body for himself.
            InputStream in =
                    readsBodies ? new BufferedInputStream(connection.getInputStream()) : connection.getInputStream();
            while (!connection.isClosed()) {
                Wire.Message request = Wire.read(in, !readsBodies);
                seen.add(request);
                answer.to(request, connection, count.incrementAndGet());
            }
        } catch (IOException e) {
            // The other side has ended it.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket one : open) {
            one.close();
        }
        threads.shutdownNow();
    }
}
