package io.abatis.cli;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;

/** Says on standard error what keeps the standalone jar from logging, such as a file that cannot be opened. {@code logback.xml} names it. */
public final class LoggingFailures implements StatusListener {

    @Override
    public void addStatusEvent(Status status) {
        if (status.getLevel() == Status.ERROR) {
            System.err.println("abatis: logging: " + CommandFailure.oneLine(status.getMessage())
                    + (status.getThrowable() == null ? "" : " " + CommandFailure.oneLine(status.getThrowable())));
        }
    }
}
