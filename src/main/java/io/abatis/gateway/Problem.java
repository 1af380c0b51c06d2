package io.abatis.gateway;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself answers, as HTML for browsers and as {@code application/problem+json} (RFC 9457) for all others. It tells nothing about the
 * upstream server: not its address, nor what exactly went wrong.
 *
 * @param type the body's media type
 * @param text the body
 */
record Problem(String type, String text) {

    static Problem of(int status, @Nullable String accept) {
        String title = HttpStatus.getMessage(status);
        String detail = detail(status);
        if (prefersHtml(accept)) {
            return new Problem(
                    "text/html;charset=utf-8",
                    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
                            + "<title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + detail
                            + "</p></body></html>\n");
        }
        return new Problem(
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                        + "\"}\n");
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "The request is malformed or ambiguous.";
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> "This method is not handed on.";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not arrive in time.";
            case HttpStatus.NOT_IMPLEMENTED_501 -> "WebSocket connections are not handed on.";
            case HttpStatus.BAD_GATEWAY_502 -> "The application cannot be reached or did not answer properly.";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "The application is busy or about to stop.";
            case HttpStatus.GATEWAY_TIMEOUT_504 -> "The application did not answer in time.";
            default -> "The request cannot be served.";
        };
    }

    byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean prefersHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html") && !accept.contains("json");
    }
}
