package io.abatis.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;

/** Why a call has no answer. */
public enum Failure {
    /** The server accepted no connection. */
    NOT_CONNECTED("no connection"),
    /** No answer within the time that one call has. */
    TIMED_OUT("timed out"),
    /** The connection broke, or what came back was not HTTP. */
    BROKEN("connection broken"),
    /** The run was over before the call, long due, could be sent. */
    NEVER_SENT("never sent"),
    /** The run was ended while the call was on its way. */
    CUT_OFF("cut off by the end"),
    /** Anything else. */
    OTHER("other");

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    /** The failure as it is written in summaries and reports, in lower case. */
    public String words() {
        return words;
    }

    static Failure of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpTimeoutException) {
            return TIMED_OUT;
        }
        if (cause instanceof ConnectException) {
            return NOT_CONNECTED;
        }
        return cause instanceof IOException ? BROKEN : OTHER;
    }
}
