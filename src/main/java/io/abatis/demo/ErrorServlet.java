package io.abatis.demo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The error page of the whole application, whatever the method. It repeats nothing of the request or the failure.
 * Thread-safe.
 */
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public ErrorServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Asked for by its own address, it is a page like any other that does not exist.
        int status = code instanceof Integer number ? number : 404;
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        boolean api = uri instanceof String path && path.startsWith(request.getContextPath() + "/api/");
        Reply.problem(request, response, status, detail(status), api || Reply.wantsJson(request));
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request could not be understood.";
            case 403 -> "This address is not open to you.";
            case 404 -> "There is no page at this address.";
            case 405 -> "This address does not take that method.";
            case 503 -> "Try again in a moment.";
            default ->
                status < 500
                        ? "The request cannot be answered as it is."
                        : "The fault is on this side, and it has been logged.";
        };
    }
}
