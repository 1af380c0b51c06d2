package io.abatis.console;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.gate.Action;
import io.abatis.gate.Reason;
import io.abatis.gate.Verdict;

/** A call in the record of recent ones, and what was decided. Its answer comes later, from another thread. */
public final class Seen {

    private final Call call;
    private final Verdict verdict;

    /** Not volatile: who looks at the record may see an answer a moment late, and no call waits for that. */
    private Outcome outcome = Outcome.UNKNOWN;

    Seen(Call call, Verdict verdict) {
        this.call = call;
        this.verdict = verdict.withoutGround();
    }

    /** The call itself. */
    public Call call() {
        return call;
    }

    /** Who called. */
    public Ip client() {
        return call.client();
    }

    /** What was called: method and route, printable ASCII. */
    public String name() {
        return call.name();
    }

    /** When, milliseconds since 1970-01-01T00:00Z. */
    public long timeMillis() {
        return call.timeMillis();
    }

    /** What became of the call. */
    public Action action() {
        return verdict.action();
    }

    /** Why. */
    public Reason reason() {
        return verdict.reason();
    }

    /** The score, 0 to 1; that of the ban where one held; 0 where the forest was not asked. */
    public double score() {
        return verdict.score();
    }

    /** How the application answered; {@link Outcome#UNKNOWN} where it has not, or not yet. */
    public Outcome outcome() {
        return outcome;
    }

    /** Notes the application's answer. */
    public void answered(Outcome answer) {
        outcome = answer;
    }
}
