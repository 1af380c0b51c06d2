package io.abatis.admin;

import io.abatis.console.Console;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as it happens, as server-sent events (HTML standard, section 9.2): the status each second, each event of the audit log, and a comment where there is
 * nothing to say. A stream ends with its session, and does not keep it in use. Safe for all threads.
 */
final class Stream {

    static final int MOST = 20;

    private static final long SCORES_NANOS = Duration.ofSeconds(5).toNanos();
    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);

    private final List<StreamReader> readers = new CopyOnWriteArrayList<>();
    private final Status status;
    private final Censuses censuses;
    private final Predicate<Who> goesOn;

    /** @param goesOn whether somebody still is an operator who has logged in */
    Stream(Status status, Censuses censuses, Predicate<Who> goesOn) {
        this.status = status;
        this.censuses = censuses;
        this.goesOn = goesOn;
    }

    Answer open(Ask ask) throws IOException, Problem {
        HttpServletResponse response = ask.response();
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        if (ask.request().getMethod().equals("HEAD")) {
            return Answer.TAKEN;
        }
        AsyncContext context;
        StreamReader reader;
        synchronized (readers) {
            if (readers.size() >= MOST) {
                response.setContentType(null);
                throw Problem.wait(503, "there are " + MOST + " streams already", 5_000);
            }
            context = ask.request().startAsync();
            context.setTimeout(0);
            reader = new StreamReader(context, response.getOutputStream(), ask.who(), readers::remove);
            readers.add(reader);
        }
        context.addListener(new Ending(reader));
        response.getOutputStream().setWriteListener(reader);
        reader.send(HEARTBEAT); // so that the headers go out at once
        return Answer.TAKEN;
    }

    /** Tells all of the status; to be called each second. */
    void tick(@Nullable Console console) {
        if (readers.isEmpty()) {
            return;
        }
        readers.forEach(reader -> {
            if (!goesOn.test(reader.who())) {
                reader.end();
            }
        });
        send(console == null ? HEARTBEAT : message("status", "", statusOf(console)));
    }

    private Map<String, @Nullable Object> statusOf(Console console) {
        Map<String, @Nullable Object> json = status.asJson(console);
        json.put("scores", censuses.of(console.gate(), SCORES_NANOS).scores());
        return json;
    }

    /** Tells all of an event. */
    void tell(Events.Line line) {
        if (!readers.isEmpty()) {
            send(message("event", "id: " + line.id() + "\n", EventView.asJson(line)));
        }
    }

    /** Jackson writes on one line, and escapes what would end it. */
    private static byte[] message(String kind, String id, Object data) {
        String json = new String(Json.bytes(data), StandardCharsets.UTF_8);
        return ("event: " + kind + "\n" + id + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void send(byte[] message) {
        readers.forEach(reader -> reader.send(message));
    }

    /** How many there are. */
    int size() {
        return readers.size();
    }

    /** Ends all. */
    void close() {
        readers.forEach(StreamReader::end);
    }

    /** Whoever goes is told to the reader, however he goes. */
    private record Ending(StreamReader reader) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            reader.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            reader.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            reader.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody starts it again
        }
    }
}
