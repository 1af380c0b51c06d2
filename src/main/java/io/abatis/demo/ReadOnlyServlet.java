package io.abatis.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the demo's servlets share: GET and HEAD only, and bad input told in the visitor's own format. Thread-safe. */
abstract class ReadOnlyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /**
     * Answers a GET or a HEAD; the container drops the body of the latter.
     *
     * @throws BadInput if the request asks for what is not allowed or not there
     * @throws IOException if the answer cannot be written
     */
    abstract void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            Reply.problem(request, response, 405, "This address can only be read, with GET or HEAD.");
            return;
        }
        try {
            answer(request, response);
        } catch (BadInput bad) {
            Reply.problem(request, response, bad.status(), bad.reason());
        }
    }
}
