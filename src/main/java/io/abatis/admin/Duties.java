package io.abatis.admin;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on beside the requests: the beat of each second, and the events that are told to streams. */
final class Duties implements ApiServlet.Duty {

    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

    private final Views views;
    private final Events events;
    private final Pulse pulse;
    private @Nullable AutoCloseable subscription;

    Duties(Views views, Events events, Runnable beat) {
        this.views = views;
        this.events = events;
        this.pulse = new Pulse(beat);
    }

    @Override
    public synchronized void begin() {
        subscription = events.subscribe(views.stream()::tell);
        pulse.begin();
    }

    @Override
    public synchronized void end() {
        pulse.end();
        views.stream().close();
        try {
            if (subscription != null) {
                subscription.close();
            }
        } catch (Exception e) {
            LOG.warn("the audit log did not let go: {}", e.toString());
        }
    }
}
