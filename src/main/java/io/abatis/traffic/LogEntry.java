package io.abatis.traffic;

import io.abatis.call.Outcome;
import io.abatis.client.Ip;

/**
 * One line of a log.
 *
 * @param timeMillis when, milliseconds since 1970-01-01T00:00Z; logs that hold times of day only begin on that day
 * @param timeText when, as the log has it
 * @param client who
 * @param clientText who, as the log has it
 * @param call the call's name, as {@link io.abatis.call.RouteNames} gives it
 * @param callText what was called, as the log has it
 * @param status the status code of the answer, or {@link #UNKNOWN_STATUS}
 */
public record LogEntry(
        long timeMillis, String timeText, Ip client, String clientText, String call, String callText, int status) {

    /** The status of a call whose answer the log does not tell. */
    public static final int UNKNOWN_STATUS = -1;

    /** How the call was answered. */
    public Outcome outcome() {
        return status == UNKNOWN_STATUS ? Outcome.UNKNOWN : Outcome.of(status);
    }
}
