package io.abatis.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /hello?name=}: a greeting with the name in three contexts, encoded for each. Thread-safe. */
public final class HelloServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public HelloServlet() {}

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException {
        Greeting greeting = Greeting.of(request);
        if (Reply.wantsJson(request)) {
            Map<String, String> encoded = new LinkedHashMap<>();
            encoded.put("html", greeting.forHtml());
            encoded.put("attribute", greeting.forAttribute());
            encoded.put("javascript", greeting.forJavaScript());
            Reply.json(response, encoded);
            return;
        }
        page(greeting).send(request, response, 200);
    }

    private static Page page(Greeting greeting) {
        Page page = new Page("Hello")
                .markup("<h1 class=\"breaks\">Hello, ")
                .text(greeting.name())
                .markup(
                        "!</h1><p class=\"lead\">The name comes from the address bar. It is encoded for the place where "
                                + "it is written, so that it stays a name, whatever is in it.</p>"
                                + "<form class=\"card form\" action=\"hello\"><label for=\"name\">Whom to greet</label>"
                                + "<div class=\"field\"><input id=\"name\" name=\"name\" maxlength=\"200\" value=\"")
                .attribute(greeting.name())
                .markup("\"><button>Greet</button></div></form><h2>Three places, three encodings</h2>"
                        + "<div class=\"contexts\">");
        context(page, "HTML text", "The heading above.", greeting.forHtml());
        context(page, "HTML attribute", "The value of the input field.", greeting.forAttribute());
        context(page, "JavaScript string", "Sent by hello.js, never inline.", greeting.forJavaScript());
        return page.markup("</div><p class=\"note\">And the script says: <output id=\"from-script\">…</output></p>"
                        + "<script src=\"hello.js?name=")
                .parameter(greeting.name())
                .markup("\" defer></script>");
    }

    private static void context(Page page, String place, String where, String encoded) {
        page.markup("<article class=\"card\"><h3>")
                .text(place)
                .markup("</h3><p>")
                .text(where)
                .markup("</p><pre>")
                .text(encoded)
                .markup("</pre></article>");
    }
}
