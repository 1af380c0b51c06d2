package io.abatis.cli;

import io.abatis.load.Answer;
import io.abatis.load.ClientKind;
import io.abatis.load.LoadPlan;
import java.util.HashSet;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, from the first answer on, with the clients refused so far; nothing where standard output or input is no terminal. Thread-safe. */
final class LoadProgress implements AutoCloseable {

    private final boolean shown;
    private final long calls;

    // Mutable state
    private @Nullable ProgressBar bar;
    private boolean closed;
    private final Set<String> refused = new HashSet<>();
    private int attackers;
    private long failed;

    private LoadProgress(boolean shown, long calls) {
        this.shown = shown;
        this.calls = calls;
    }

    static LoadProgress of(LoadPlan plan) {
        return new LoadProgress(Terminal.isPresent(), plan.totalCalls());
    }

    /** One more call has ended. */
    synchronized void step(Answer answer) {
        if (!shown || closed) {
            return;
        }
        if (answer.refused() && refused.add(answer.client().address())) {
            attackers += answer.kind() == ClientKind.HOSTILE ? 1 : 0;
        }
        failed += answer.failure() != null ? 1 : 0;
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Calls")
                    .setInitialMax(calls)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.setExtraMessage(
                " refused: " + attackers + " hostile, " + (refused.size() - attackers) + " benign; failed: " + failed);
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
