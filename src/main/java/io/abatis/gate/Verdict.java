package io.abatis.gate;

/**
 * What the gate decided about one call.
 *
 * @param refuses whether the call must not reach the application
 * @param reason why
 * @param score the forest's probability that the client is malicious, 0 to 1; 0 where it was not asked
 * @param retryAfterSeconds when a refused client may come back, at least 1; 0 for calls that pass
 */
public record Verdict(boolean refuses, Reason reason, double score, long retryAfterSeconds) {

    static Verdict pass(Reason reason, double score) {
        return new Verdict(false, reason, score, 0);
    }

    static Verdict refuse(Reason reason, double score, long retryAfterSeconds) {
        return new Verdict(true, reason, score, retryAfterSeconds);
    }
}
