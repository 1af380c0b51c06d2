package io.abatis.cli;

import io.abatis.training.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error if somebody is looking, and nothing if output is piped. Not safe for threads. */
final class ProgressOnTerminal implements Progress, AutoCloseable {

    private final @Nullable ProgressBar bar;

    ProgressOnTerminal() {
        bar = Terminal.isPresent()
                ? new ProgressBarBuilder()
                        .setStyle(ProgressBarStyle.ASCII)
                        .setInitialMax(1)
                        .setTaskName("abatis")
                        .build()
                : null;
    }

    @Override
    public void at(String stage, long done, long total) {
        if (bar != null) {
            bar.setExtraMessage(" " + stage);
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
