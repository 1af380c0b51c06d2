package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Outcome;
import io.abatis.servlet.Wire;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What the parts of the suite share: a site, and clients that it has not seen. */
interface Guarded {

    /** More than enough calls of {@link #RARE} for the demo's model to be sure. */
    int MANY = 40;

    /** A call that attackers make. */
    String RARE = "/api/rarely";

    /** What the application answers to that. */
    String HELLO = "hello";

    /** The guarded application in its container. */
    Site site();

    /** The address of a client that has made no call. */
    String stranger();

    /** The address of a client that is banned. */
    default String banned() throws IOException {
        String attacker = stranger();
        attack(attacker);
        return attacker;
    }

    /** Calls {@link #RARE} until refused, and returns how many calls it took. */
    default int attack(String attacker) throws IOException {
        for (int call = 1; call <= MANY; call++) {
            if (site().wire().get(RARE, Wire.from(attacker)).status() == 403) {
                return call;
            }
        }
        throw new AssertionError(attacker + " was not refused in " + MANY + " calls");
    }

    /** The figures since then, as soon as they are as wanted, or after some seconds as they are. */
    default Figures awaited(Figures before, Predicate<Figures> wanted) {
        long start = System.nanoTime();
        Figures now = site().figures().since(before);
        while (!wanted.test(now) && System.nanoTime() - start < 5_000_000_000L) {
            LockSupport.parkNanos(2_000_000);
            now = site().figures().since(before);
        }
        return now;
    }

    /** One call judged and let pass, and one outcome: this one. */
    default void assertJudgedOnce(Figures before, Outcome outcome) {
        Figures now = awaited(before, figures -> figures.outcomes() > 0);
        assertThat(now.judged()).as(now.toString()).isEqualTo(1);
        assertThat(now.outcomes(outcome)).as(now.toString()).isEqualTo(1);
        assertThat(now.outcomes()).as(now.toString()).isEqualTo(1);
        assertThat(now.get("failures") + now.get("refused")).as(now.toString()).isZero();
    }
}
