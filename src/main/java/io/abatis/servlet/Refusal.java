package io.abatis.servlet;

import io.abatis.gate.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a refused call: 403 with {@code Retry-After}, as HTML to browsers and as {@code application/problem+json} (RFC 9457) to all others. It is
 * the same for every reason, and tells nothing about the model.
 */
final class Refusal {

    private static final byte[] PROBLEM = ("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
                    + "\"detail\":\"Requests from your address are refused for now. Retry-After says when to come back.\"}\n")
            .getBytes(StandardCharsets.UTF_8);

    private static final byte[] PAGE = ("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
                    + "<title>Forbidden</title></head><body><h1>Forbidden</h1>"
                    + "<p>Requests from your address are refused for now. Please try again later.</p></body></html>\n")
            .getBytes(StandardCharsets.UTF_8);

    void write(HttpServletRequest request, HttpServletResponse response, Verdict verdict) throws IOException {
        boolean html = prefersHtml(request.getHeader("Accept"));
        byte[] body = html ? PAGE : PROBLEM;
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setHeader("Retry-After", Long.toString(verdict.retryAfterSeconds()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setContentType(html ? "text/html;charset=utf-8" : "application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Browsers name text/html; programs that want JSON name that, or take whatever comes. */
    private static boolean prefersHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html") && !accept.contains("json");
    }
}
