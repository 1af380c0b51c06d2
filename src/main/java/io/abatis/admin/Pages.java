package io.abatis.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the operator's pages and what they are made of. Safe for all threads. */
final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final transient PageTable table;
    private final transient Keys keys;

    Pages(PageTable table, Keys keys) {
        this.table = table;
        this.keys = keys;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            serve(request, response);
        } catch (Problem problem) {
            problem.write(response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws Problem, IOException {
        String path = Door.path(request);
        if (path.equals(Door.LOGIN) && READING.contains(request.getMethod()) && keys.session(request) != null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", next(request.getParameter("next")));
            return;
        }
        PageTable.Entry entry = table.at(path);
        byte[] bytes = entry == null ? null : entry.bytes();
        if (entry == null || bytes == null) {
            if (entry != null) {
                LOG.warn("{} is not on the class path; the operator's pages do without it", entry.resource());
            }
            throw Problem.nothing("there is nothing here");
        }
        if (!READING.contains(request.getMethod())) {
            throw Problem.method("GET, HEAD");
        }
        if (!entry.type().startsWith("text/html")) {
            cached(request, response, bytes, entry.type());
            return;
        }
        Answer.of(200, entry.type(), bytes).write(response);
    }

    /** Where one goes who has logged in already: to a page of ours, and nowhere else. */
    private String next(@Nullable String wanted) {
        if (wanted == null) {
            return "/";
        }
        int end = wanted.indexOf('?');
        boolean isOurs = table.isPage(end < 0 ? wanted : wanted.substring(0, end))
                && wanted.chars().allMatch(one -> one > ' ' && one < 127);
        return isOurs ? wanted : "/";
    }

    /** Scripts and styles may be kept, if it is asked each time whether they are still the same. */
    private static void cached(HttpServletRequest request, HttpServletResponse response, byte[] bytes, String type)
            throws IOException {
        String tag = "\"" + Token.sha256(bytes).substring(0, 32).toLowerCase(Locale.ROOT) + "\"";
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        Answer.of(200, type, bytes).write(response);
    }
}
