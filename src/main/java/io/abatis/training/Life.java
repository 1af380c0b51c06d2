package io.abatis.training;

import java.util.List;

/**
 * What a client does.
 *
 * @param before what it calls before it turns; empty if it never turns
 * @param calls what it calls then, or from the first
 */
record Life(List<PastCall> before, List<PastCall> calls) {

    /** The life of a client that never turns. */
    static Life of(List<PastCall> calls) {
        return new Life(List.of(), calls);
    }

    /** This life, but with no more calls than that after it has turned. */
    Life upTo(int most) {
        return calls.size() <= most ? this : new Life(before, calls.subList(0, most));
    }
}
