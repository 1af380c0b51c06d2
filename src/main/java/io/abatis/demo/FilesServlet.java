package io.abatis.demo;

import io.abatis.demo.ConfinedFolder.Entry;
import io.abatis.demo.ConfinedFolder.Kind;
import io.abatis.demo.ConfinedFolder.Listing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** {@code /files?path=}: a folder's listing through the Java API, confined to one folder. Thread-safe. */
public final class FilesServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public FilesServlet() {}

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException {
        String path = request.getParameter("path");
        Listing listing = SampleFiles.in(getServletContext()).list(path == null ? "" : path);
        if (Reply.wantsJson(request)) {
            Reply.json(response, listing);
        } else {
            page(listing).send(request, response, 200);
        }
    }

    private static Page page(Listing listing) {
        Page page = new Page("Files")
                .markup("<h1>Files</h1><p class=\"lead\">Listed with the Java file API: no shell and no program reads "
                        + "the path, and it cannot leave this folder.</p>");
        breadcrumbs(page, listing.path());
        page.markup("<div class=\"card table\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Kind</th>"
                + "<th scope=\"col\" class=\"number\">Size</th></tr></thead><tbody>");
        for (Entry entry : listing.entries()) {
            row(page, listing.path(), entry);
        }
        page.markup("</tbody></table></div>");
        if (listing.entries().isEmpty()) {
            page.markup("<p class=\"note\">This folder is empty.</p>");
        }
        if (!listing.complete()) {
            page.markup("<p class=\"note\">There is more than is shown here.</p>");
        }
        return page.markup("<form class=\"card form\" action=\"files\"><label for=\"path\">Look into another folder"
                        + "</label><div class=\"field\"><input id=\"path\" name=\"path\" value=\"")
                .attribute(listing.path())
                .markup("\" placeholder=\"readings/archive\"><button>Show</button></div></form>");
    }

    private static void breadcrumbs(Page page, String path) {
        page.markup("<nav class=\"crumbs\" aria-label=\"Folder\"><a href=\"files\">Library</a>");
        for (int end = path.indexOf('/'), start = 0; start < path.length(); end = path.indexOf('/', start)) {
            int stop = end < 0 ? path.length() : end;
            page.markup(" <span aria-hidden=\"true\">/</span> ");
            link(page, path.substring(0, stop), path.substring(start, stop));
            start = stop + 1;
        }
        page.markup("</nav>");
    }

    private static void row(Page page, String path, Entry entry) {
        page.markup("<tr><td>");
        if (entry.kind() == Kind.FOLDER) {
            link(page, path.isEmpty() ? entry.name() : path + "/" + entry.name(), entry.name());
        } else {
            page.text(entry.name());
        }
        page.markup("</td><td>")
                .text(entry.kind().name().toLowerCase(Locale.ROOT))
                .markup("</td><td class=\"number\">")
                .text(entry.kind() == Kind.FILE ? entry.bytes() + " bytes" : "–")
                .markup("</td></tr>");
    }

    private static void link(Page page, String path, String text) {
        page.markup("<a href=\"files?path=")
                .parameter(path)
                .markup("\">")
                .text(text)
                .markup("</a>");
    }
}
