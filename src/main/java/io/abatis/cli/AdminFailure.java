package io.abatis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is none says to an operator.
 *
 * @param server whose answers
 */
record AdminFailure(String server) {

    private static final long LONGEST_WAIT_SECONDS = 86_400;

    /**
     * The answer.
     *
     * @param body null if it is no JSON
     * @throws IOException if it is a failure, or not from an admin server
     */
    Answer orAnswer(int status, HttpHeaders headers, @Nullable JsonNode body) throws IOException {
        if (status == 204) {
            return new Answer(server, JsonNodeFactory.instance.objectNode());
        }
        if (status >= 200 && status < 300 && body != null && body.isObject()) {
            return new Answer(server, body);
        }
        throw new IOException(
                switch (status) {
                    case 401 ->
                        server + " does not know this token: is it this server's, and is its operator still there?";
                    case 429 ->
                        server + " refuses tokens for a while, because too many wrong ones came: try again in "
                                + wait(headers);
                    case 403, 400, 404, 409, 413, 415, 500, 503 -> why(status, body);
                    default -> strange(status);
                });
    }

    private static String wait(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("");
        if (!text.matches("[0-9]{1,6}") || Long.parseLong(text) > LONGEST_WAIT_SECONDS) {
            return "some minutes";
        }
        return text + " s";
    }

    private String why(int status, @Nullable JsonNode problem) {
        if (problem == null || !problem.path("title").isTextual()) {
            return strange(status);
        }
        JsonNode detail = problem.path("detail");
        String title = problem.path("title").textValue();
        String said = detail.isTextual() && !detail.textValue().isBlank() ? detail.textValue() : title;
        return server + " says: " + Printable.line(said);
    }

    private String strange(int status) {
        return server + " is not an admin server of Abatis, or another version of one: it answered " + status;
    }
}
