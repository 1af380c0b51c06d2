package io.abatis.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** The headers that keep a browser from doing more with an answer than it should. */
public final class SafeHeaders {

    /** Their names and values; no script or style but our own files, no frames, no foreign pages. */
    public static final Map<String, String> VALUES = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private SafeHeaders() {}

    /** Sets them, and that nothing may be stored. */
    static void put(HttpServletResponse response) {
        VALUES.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
    }
}
