package io.abatis.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The files of the operator's page: a fixed table, so that no path of a request ever becomes a path of a file. Safe for all threads. */
final class AdminPages extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final Map<String, Asset> ASSETS = Map.of(
            "/", new Asset("WEB-INF/admin/index.html", "text/html;charset=utf-8"),
            "/status.js", new Asset("WEB-INF/admin/status.js", "text/javascript;charset=utf-8"),
            "/style.css", new Asset("style.css", "text/css;charset=utf-8"),
            "/favicon.svg", new Asset("favicon.svg", "image/svg+xml"));

    private record Asset(String resource, String type) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = ASSETS.get(request.getServletPath());
        try (InputStream in =
                asset == null ? null : AdminPages.class.getResourceAsStream("webapp/" + asset.resource())) {
            if (asset == null || in == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(asset.type());
            response.setHeader("Cache-Control", "no-store");
            in.transferTo(response.getOutputStream());
        }
    }
}
