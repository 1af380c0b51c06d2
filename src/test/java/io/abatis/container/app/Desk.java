package io.abatis.container.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does what the last part of the path says. Counts how often it is reached from outside. */
final class Desk extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final AtomicInteger HITS = new AtomicInteger();
    private static final AtomicInteger SMUGGLED = new AtomicInteger();

    private static final AtomicReference<@Nullable Throwable> THROWN = new AtomicReference<>();

    static String figures() {
        return "hits=" + HITS.get() + " smuggled=" + SMUGGLED.get();
    }

    /** Whether it is what was thrown last. Tomcat itself wraps errors, between the servlet and the filters. */
    static boolean hasThrown(@Nullable Object seen) {
        Throwable last = THROWN.get();
        return seen != null
                && (seen == last
                        || last instanceof Error && seen instanceof ServletException wrap && wrap.getCause() == last);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        // An included request has the path of the one that includes it.
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
        String path = included ? "" : request.getServletPath() + Objects.toString(request.getPathInfo(), "");
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            HITS.incrementAndGet();
        }
        switch (path) {
            case "/error" -> tell(request, response);
            case "/app/smuggled" -> SMUGGLED.incrementAndGet();
            case "/app/echo" -> echo(request, response);
            case "/app/session" -> session(request, response);
            case "/app/preflight" -> {
                response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
                response.setHeader("Allow-Seen", request.getMethod());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "/app/status" -> response.setStatus(number(request, "code"));
            case "/app/fail" -> response.sendError(number(request, "code"));
            case "/app/throw" -> fail(request.getParameter("kind"));
            case "/app/forward" -> inner(request).forward(request, response);
            case "/app/include" -> inner(request).include(request, response);
            case "/app/async" -> Asynchronous.answer(request, response);
            case "/app/events" -> Asynchronous.events(request, response);
            case "/app/next" -> Asynchronous.next();
            default -> {
                response.setContentType("text/plain");
                response.getOutputStream().print("hello");
            }
        }
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }

    private static RequestDispatcher inner(HttpServletRequest request) {
        return request.getRequestDispatcher("/app/target");
    }

    private static void fail(String kind) throws IOException, ServletException {
        Throwable failure = switch (kind) {
            case "io" -> new IOException("of the application");
            case "servlet" -> new ServletException("of the application");
            case "error" -> new AssertionError("of the application");
            default -> new IllegalStateException("of the application");
        };
        THROWN.set(failure);
        if (failure instanceof IOException io) {
            throw io;
        } else if (failure instanceof ServletException servlet) {
            throw servlet;
        } else if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** The error page: the status, and which exception it sees. */
    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object seen = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        response.setContentType("text/plain");
        response.getOutputStream()
                .print(String.format(
                        Locale.ROOT,
                        "error page %s %s",
                        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
                        seen == null ? "none" : hasThrown(seen) ? "own" : seen));
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/octet-stream");
        byte[] buffer = new byte[1024];
        for (int read = request.getInputStream().read(buffer);
                read >= 0;
                read = request.getInputStream().read(buffer)) {
            response.getOutputStream().write(buffer, 0, read);
            response.flushBuffer();
        }
    }

    private static void session(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean before = request.getSession(false) != null;
        request.getSession().setAttribute("own", "x");
        response.getOutputStream()
                .print(before + " " + Collections.list(request.getSession().getAttributeNames()));
    }
}
