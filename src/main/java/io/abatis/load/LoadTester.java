package io.abatis.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Plays a plan that has an end against a server and counts what becomes of it. {@link #run} belongs to one thread;
 * {@link #stop} may be called by any. One tester runs once.
 */
public final class LoadTester {

    private static final int CONNECT_MILLIS = 3_000;

    private final LoadPlan plan;
    private final Limits limits;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Tally tally;
    private final Player player;

    /**
     * A tester of a plan.
     *
     * @param clock gives the time of the start that the result names; the calls go by the machine's own ticker
     * @param onAnswer is told the end of every call, by several threads; it must be quick and throw nothing
     * @throws IllegalArgumentException if the plan never ends
     */
    public LoadTester(LoadPlan plan, InstantSource clock, Consumer<Answer> onAnswer) {
        this(plan, Limits.DEFAULT, Ticker.Machine.INSTANCE, clock, onAnswer);
    }

    LoadTester(LoadPlan plan, Limits limits, Ticker ticker, InstantSource clock, Consumer<Answer> onAnswer) {
        if (plan.isEndless()) {
            throw new IllegalArgumentException("a load test needs an end");
        }
        this.plan = plan;
        this.limits = limits;
        this.ticker = ticker;
        this.clock = clock;
        this.tally = new Tally(plan);
        this.player = new Player(plan, limits, ticker, new Counting(tally, onAnswer));
    }

    /**
     * Warms its HTTP client up, which takes under a second and sends nothing to the server, and plays the plan. Ends by itself: at the latest when the plan's duration, and twice the ten seconds that one call
     * may take, are over.
     *
     * @return what was found
     * @throws ConnectException if nothing answers at the plan's URL before the first call
     */
    public LoadResult run() throws ConnectException {
        requireServer();
        try (Wire wire = new Wire(plan, limits)) {
            WarmUp.of(wire);
            var startedAt = clock.instant();
            long start = ticker.nanos();
            player.play(wire);
            Duration elapsed = Duration.ofNanos(ticker.nanos() - start);
            return tally.result(startedAt, elapsed, player.stopped(), player.maxBacklog());
        }
    }

    /** Ends the run early: {@link #run} returns within about a second, with what was found until then. */
    public void stop() {
        player.stop();
    }

    private void requireServer() throws ConnectException {
        LoopbackUrl target = plan.target();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.uri().getHost(), target.port()), CONNECT_MILLIS);
        } catch (IOException e) {
            var absent = new ConnectException("nothing answers at " + target + ": start the demo first");
            absent.initCause(e);
            throw absent;
        }
    }

    private record Counting(Tally tally, Consumer<Answer> onAnswer) implements Player.Listener {

        @Override
        public void sent(PlannedCall call, long lateNanos) {
            tally.sent(call, lateNanos);
        }

        @Override
        public void ended(PlannedCall call, Answer answer) {
            tally.ended(call, answer);
            onAnswer.accept(answer);
        }
    }
}
