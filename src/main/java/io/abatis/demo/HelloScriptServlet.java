package io.abatis.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code /hello.js?name=}: the script of the greeting, with the name in a JavaScript string. Thread-safe. */
public final class HelloScriptServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    private static final String SCRIPT = """
            {
              const name = "%s";
              const place = document.getElementById("from-script");
              if (place) place.textContent = "Hello, " + name + "!";
            }
            """;

    /** Made by the container. */
    public HelloScriptServlet() {}

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException {
        byte[] script = SCRIPT.formatted(Greeting.of(request).forJavaScript()).getBytes(StandardCharsets.UTF_8);
        Reply.send(response, 200, "text/javascript;charset=utf-8", script);
    }
}
