package io.abatis.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that says why not, as RFC 9457 has it. It says nothing that the one who asks may not know. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final String header;
    private final String value;

    Problem(int status, String detail) {
        this(status, detail, "", "");
    }

    private Problem(int status, String detail, String header, String value) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.header = header;
        this.value = value;
    }

    static Problem bad(String detail) {
        return new Problem(400, detail);
    }

    static Problem unauthorized(String detail) {
        return new Problem(401, detail, "WWW-Authenticate", "Bearer realm=\"abatis\"");
    }

    static Problem forbidden(String detail) {
        return new Problem(403, detail);
    }

    static Problem nothing(String detail) {
        return new Problem(404, detail);
    }

    static Problem method(String allowed) {
        return new Problem(405, "here one can: " + allowed, "Allow", allowed);
    }

    static Problem wait(int status, String detail, long millis) {
        return new Problem(status, detail, "Retry-After", Long.toString((millis + 999) / 1_000));
    }

    int status() {
        return status;
    }

    /** Answers with it. */
    void write(HttpServletResponse response) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title());
        problem.put("status", status);
        problem.put("detail", detail);
        if (!header.isEmpty()) {
            response.setHeader(header, value);
        }
        Answer.of(status, "application/problem+json", Json.bytes(problem)).write(response);
    }

    private String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
