package io.abatis.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet of an application that knows nothing of the filter but a name of an attribute. */
public final class DropInServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Made by the container. */
    public DropInServlet() {}

    /** Tells the verdict, and where its class was loaded from. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object verdict = request.getAttribute("io.abatis.verdict");
        response.getOutputStream()
                .print(verdict + " "
                        + (verdict == null
                                ? ""
                                : verdict.getClass()
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()));
    }
}
