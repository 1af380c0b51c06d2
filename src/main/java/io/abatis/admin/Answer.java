package io.abatis.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is answered to a request that succeeds. */
final class Answer {

    /** It is being written already, see {@link Stream}. */
    static final Answer TAKEN = new Answer(0, "", new byte[0]);

    private final int status;
    private final String type;
    private final byte[] body;

    private Answer(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    static Answer of(int status, String type, byte[] body) {
        return new Answer(status, type, body);
    }

    static Answer json(Object value) {
        return new Answer(200, "application/json", Json.bytes(value));
    }

    static Answer created(Object value) {
        return new Answer(201, "application/json", Json.bytes(value));
    }

    static Answer csv(byte[] lines) {
        return new Answer(200, "text/csv;charset=utf-8", lines);
    }

    static Answer none() {
        return new Answer(204, "", new byte[0]);
    }

    void write(HttpServletResponse response) throws IOException {
        if (this == TAKEN) {
            return;
        }
        response.setStatus(status);
        if (status == HttpServletResponse.SC_NO_CONTENT) {
            return;
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
