package io.abatis.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.owasp.encoder.Encode;

/**
 * A page under construction, in the frame that all pages share. Only {@link #markup} is taken as it is, and is given
 * nothing but constants; everything else is encoded for its place. Not thread-safe.
 */
final class Page {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s · Abatis</title>
            <link rel="icon" type="image/svg+xml" href="%2$s/favicon.svg">
            <link rel="stylesheet" href="%2$s/style.css">
            </head>
            <body>
            <a class="skip" href="#content">Skip to content</a>
            <header class="bar"><div class="wrap">
            <a class="brand" href="%2$s/"><img src="%2$s/favicon.svg" alt="" width="28" height="28"> Abatis</a>
            <nav aria-label="Main"><a href="%2$s/hello">Hello</a>
            <a href="%2$s/files">Files</a> <a href="%2$s/command">Command</a></nav>
            </div></header>
            <main class="wrap narrow" id="content">
            """;

    private static final String FOOT = """
            <p class="back"><a href="%s/">← Back to the home page</a></p>
            </main>
            <footer class="foot"><div class="wrap">A demo of Abatis, the behavioural security gateway.</div></footer>
            </body>
            </html>
            """;

    private final String title;
    private final StringBuilder body = new StringBuilder(2048);

    /** Starts a page; the title goes into the browser's tab. */
    Page(String title) {
        this.title = title;
    }

    /** A page that says what went wrong. */
    static Page problem(int status, String title, String detail) {
        return new Page(title)
                .markup("<section class=\"problem\"><p class=\"code\" aria-hidden=\"true\">")
                .text(Integer.toString(status))
                .markup("</p><h1>")
                .text(title)
                .markup("</h1><p class=\"lead\">")
                .text(detail)
                .markup("</p></section>");
    }

    /** Adds markup as it is: constants only. */
    Page markup(String html) {
        body.append(html);
        return this;
    }

    /** Adds text between tags. */
    Page text(String text) {
        body.append(Encode.forHtmlContent(text));
        return this;
    }

    /** Adds text within a quoted attribute. */
    Page attribute(String text) {
        body.append(Encode.forHtmlAttribute(text));
        return this;
    }

    /** Adds text as the value of a URL's parameter, within a quoted attribute. */
    Page parameter(String text) {
        body.append(Encode.forHtmlAttribute(Encode.forUriComponent(text)));
        return this;
    }

    /** Writes the whole page. */
    void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        String root = Encode.forHtmlAttribute(request.getContextPath());
        String html = HEAD.formatted(Encode.forHtmlContent(title), root) + body + FOOT.formatted(root);
        Reply.send(response, status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }
}
