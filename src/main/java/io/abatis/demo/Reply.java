package io.abatis.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes whole answers: JSON, problems (RFC 9457) and bytes, none of them to be stored by caches. */
final class Reply {

    /** Thread-safe as long as nobody configures it further. */
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reply() {}

    /** Whether the client wants JSON: it says so, and does not take HTML as well. API addresses always speak JSON. */
    static boolean wantsJson(HttpServletRequest request) {
        if (request.getServletPath().equals("/api")) {
            return true;
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    /** The value as JSON in UTF-8. */
    static byte[] json(Object value) throws IOException {
        return JSON.writeValueAsBytes(value);
    }

    /** Answers 200 with a value as JSON. */
    static void json(HttpServletResponse response, Object value) throws IOException {
        send(response, 200, "application/json", json(value));
    }

    /** Answers with a problem, as JSON or as a page, whichever the client wants. */
    static void problem(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        problem(request, response, status, detail, wantsJson(request));
    }

    static void problem(
            HttpServletRequest request, HttpServletResponse response, int status, String detail, boolean asJson)
            throws IOException {
        if (!asJson) {
            Page.problem(status, title(status), detail).send(request, response, status);
            return;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail);
        send(response, status, "application/problem+json", json(problem));
    }

    /** Answers with these bytes. */
    static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "That cannot be done";
            case 403 -> "Not allowed";
            case 404 -> "Nothing here";
            case 405 -> "Read only";
            case 503 -> "Busy just now";
            default -> status < 500 ? "That cannot be done" : "Something went wrong";
        };
    }
}
