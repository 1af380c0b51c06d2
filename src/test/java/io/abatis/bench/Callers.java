package io.abatis.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Connections to a server that send as fast as they are answered, each in a thread of its own. Belongs to one thread. */
final class Callers implements Closeable {

    private final List<Caller> callers = new ArrayList<>();
    private final ExecutorService threads;

    Callers(int port, int connections, Requests traffic) throws IOException {
        threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            callers.add(new Caller(port, traffic, i * (traffic.size() / connections)));
        }
    }

    /** Calls for so long, and says what came of it. */
    HttpBench.Turn play(long millis) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Future<Caller.Heard>> turns = new ArrayList<>();
        for (Caller caller : callers) {
            turns.add(threads.submit(() -> caller.callUntil(start + millis * 1_000_000)));
        }
        Histogram nanos = new Histogram(3);
        long refused = 0;
        for (Future<Caller.Heard> turn : turns) {
            nanos.add(turn.get().nanos());
            refused += turn.get().refused();
        }
        return new HttpBench.Turn(nanos.getTotalCount() * 1e9 / (System.nanoTime() - start), nanos, refused);
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (Caller caller : callers) {
            caller.close();
        }
    }
}
