package io.abatis.servlet;

import io.abatis.gate.Action;
import io.abatis.gate.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a refused call: 403, or 429 where the client is only to slow down, with {@code Retry-After}; as HTML to browsers and as
 * {@code application/problem+json} (RFC 9457) to all others. It is the same for every reason, and tells nothing about the model.
 */
final class Refusal {

    /** RFC 6585; the Servlet API has no name for it. */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Bodies FORBIDDEN =
            Bodies.of(HttpServletResponse.SC_FORBIDDEN, "Forbidden", "Requests from your address are refused for now.");

    private static final Bodies LIMITED =
            Bodies.of(TOO_MANY_REQUESTS, "Too Many Requests", "Requests from your address come too fast.");

    /** One refusal in both of its forms. */
    private static final class Bodies {
        final int status;
        final byte[] problem;
        final byte[] page;

        private Bodies(int status, String problem, String page) {
            this.status = status;
            this.problem = problem.getBytes(StandardCharsets.UTF_8);
            this.page = page.getBytes(StandardCharsets.UTF_8);
        }

        static Bodies of(int status, String title, String detail) {
            String problem = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                    + ",\"detail\":\"" + detail + " Retry-After says when to come back.\"}\n";
            String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
                    + "<title>" + title + "</title></head><body><h1>" + title + "</h1>"
                    + "<p>" + detail + " Please try again later.</p></body></html>\n";
            return new Bodies(status, problem, page);
        }
    }

    void write(HttpServletRequest request, HttpServletResponse response, Verdict verdict) throws IOException {
        Bodies refusal = verdict.action() == Action.LIMIT ? LIMITED : FORBIDDEN;
        boolean html = prefersHtml(request.getHeader("Accept"));
        byte[] body = html ? refusal.page : refusal.problem;
        response.setStatus(refusal.status);
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
