package io.abatis.cli;

import io.abatis.traffic.LogEntry;
import io.abatis.training.Progress;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts the calls of a log on their way to whoever takes them, tells how far it has come, and how fast that was. Not safe for threads. */
final class Pace implements Consumer<LogEntry> {

    private static final int EVERY = 1 << 14;
    private static final long UNKNOWN = -1;

    private final String stage;
    private final Progress progress;
    private final Consumer<LogEntry> sink;
    private final LongSupplier ticker;
    private final long start;
    private long calls;

    /**
     * Begins to count.
     *
     * @param stage what is under way, for people
     * @param progress hears of every {@value #EVERY}th call
     * @param sink takes the calls
     * @param ticker nanoseconds from anywhere
     */
    Pace(String stage, Progress progress, Consumer<LogEntry> sink, LongSupplier ticker) {
        this.stage = stage;
        this.progress = progress;
        this.sink = sink;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    @Override
    public void accept(LogEntry entry) {
        sink.accept(entry);
        calls++;
        if (calls % EVERY == 0) {
            progress.at(stage + ", " + calls + " calls", calls, UNKNOWN);
        }
    }

    /** For example {@code 1000000 calls in 4.0 s, 250000 a second}. */
    @Override
    public String toString() {
        return words(calls, ticker.getAsLong() - start);
    }

    /** The same of any work on so many calls. */
    static String words(long calls, long nanos) {
        double seconds = Math.max(nanos, 1) / 1e9;
        return String.format(Locale.ROOT, "%d calls in %.1f s, %.0f a second", calls, seconds, calls / seconds);
    }
}
