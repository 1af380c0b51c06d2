package io.abatis.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crafted traffic that runs until it is closed, on a daemon thread of its own. A server that is absent or stalls is no
 * error: its calls end as failures, and the traffic goes on. It holds no results; memory does not grow. Thread-safe.
 */
public final class EndlessTraffic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndlessTraffic.class);
    private static final long CLOSE_SECONDS = 5;

    private final Tally tally;
    private final Player player;
    private final Instant startedAt = Instant.now();
    private final Thread thread;

    private EndlessTraffic(LoadPlan plan, Tally tally, Player player) {
        this.tally = tally;
        this.player = player;
        this.thread = new Thread(() -> play(plan, player), "abatis-traffic");
        this.thread.setDaemon(true);
    }

    /**
     * Starts the reference traffic's clients, 16 benign and 6 hostile ones.
     *
     * @param target where the calls go
     * @param rate calls per second in all, see {@link LoadPlan#DEMO_RATE}
     * @param seed of the random choices
     * @param onAnswer is told the end of every call, by several threads; it must be quick. What it throws is logged once
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static EndlessTraffic start(LoopbackUrl target, double rate, long seed, Consumer<Answer> onAnswer) {
        return start(LoadPlan.endless(target, rate, seed), onAnswer);
    }

    /**
     * Starts the clients of a plan.
     *
     * @param plan an endless plan
     * @param onAnswer is told the end of every call, by several threads; it must be quick. What it throws is logged once
     * @throws IllegalArgumentException if the plan has an end
     */
    public static EndlessTraffic start(LoadPlan plan, Consumer<Answer> onAnswer) {
        if (!plan.isEndless()) {
            throw new IllegalArgumentException("the plan ends after " + plan.duration() + "; use a load tester");
        }
        Tally tally = new Tally(plan);
        Player player = new Player(plan, Limits.DEFAULT, Ticker.Machine.INSTANCE, new Telling(tally, onAnswer));
        EndlessTraffic traffic = new EndlessTraffic(plan, tally, player);
        traffic.thread.start();
        return traffic;
    }

    private static void play(LoadPlan plan, Player player) {
        try (Wire wire = new Wire(plan, Limits.DEFAULT)) {
            player.play(wire);
        }
    }

    /** What has been found so far. */
    public LoadResult result() {
        Duration elapsed = Duration.between(startedAt, Instant.now());
        return tally.result(startedAt, elapsed, true, player.maxBacklog());
    }

    /** Ends the traffic and waits, a few seconds at most, until its thread has ended. Closing twice is harmless. */
    @Override
    public void close() {
        player.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Telling implements Player.Listener {

        private final Tally tally;
        private final Consumer<Answer> onAnswer;
        private final AtomicBoolean complained = new AtomicBoolean();

        Telling(Tally tally, Consumer<Answer> onAnswer) {
            this.tally = tally;
            this.onAnswer = onAnswer;
        }

        @Override
        public void sent(PlannedCall call, long lateNanos) {
            tally.sent(call, lateNanos);
        }

        @Override
        public void ended(PlannedCall call, Answer answer) {
            tally.ended(call, answer);
            try {
                onAnswer.accept(answer);
            } catch (RuntimeException e) {
                if (complained.compareAndSet(false, true)) {
                    LOG.warn("The listener of the crafted traffic failed; further failures are not logged", e);
                }
            }
        }
    }
}
