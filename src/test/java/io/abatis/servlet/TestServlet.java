package io.abatis.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** An application of a few lines; counts how often it is reached. */
final class TestServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** What the application does with a request. */
    interface Answer {
        void give(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private final AtomicInteger hits = new AtomicInteger();
    private final transient Answer answer;

    TestServlet(Answer answer) {
        this.answer = answer;
    }

    /** Says hello. */
    static TestServlet hello() {
        return new TestServlet((request, response) -> response.getOutputStream().print("hello"));
    }

    /** Says why the filter let the request pass. */
    static TestServlet reason() {
        return new TestServlet((request, response) -> response.getOutputStream()
                .print(Objects.toString(request.getAttribute(AbatisFilter.VERDICT_ATTRIBUTE))));
    }

    int hits() {
        return hits.get();
    }

    /** Starts to count anew. */
    void forget() {
        hits.set(0);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        hits.incrementAndGet();
        answer.give(request, response);
    }
}
