package io.abatis.cli;

import io.abatis.load.LoadPlan;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, from the first answer on; nothing where standard output or input is no terminal. Thread-safe. */
final class LoadProgress implements AutoCloseable {

    private final boolean shown;
    private final long calls;

    // Mutable state
    private @Nullable ProgressBar bar;
    private boolean closed;

    private LoadProgress(boolean shown, long calls) {
        this.shown = shown;
        this.calls = calls;
    }

    static LoadProgress of(LoadPlan plan) {
        return new LoadProgress(Terminal.isPresent(), plan.totalCalls());
    }

    synchronized void step() {
        if (!shown || closed) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Calls")
                    .setInitialMax(calls)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.step();
    }

    /** Ends the bar, so that other lines may be written; ending twice is harmless. */
    synchronized void end() {
        closed = true;
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        end();
    }
}
