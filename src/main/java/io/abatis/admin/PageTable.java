package io.abatis.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of the operator's pages: a fixed table, read once from the list that is packed beside them, so that no path of a request ever becomes the path of a
 * file. Immutable.
 */
final class PageTable {

    private static final String FOLDER = "pages/";
    private static final String LIST = FOLDER + "admin/files.txt";
    private static final String PAGE = "text/html";

    /** Libraries from WebJars; where they are not on the class path, the pages do without. */
    private static final Map<String, Entry> LIBRARIES = Map.of(
            "/lib/chart.js",
            new Entry("/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.js", "text/javascript;charset=utf-8"));

    private final Map<String, Entry> entries;

    /** What is served at a path: a resource of the class path, and its content type. */
    record Entry(String resource, String type) {

        /** Its bytes; null if the class path does not hold it. */
        byte @Nullable [] bytes() throws IOException {
            try (InputStream in = PageTable.class.getResourceAsStream(resource)) {
                return in == null ? null : in.readAllBytes();
            }
        }
    }

    private PageTable(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** The table of the list that is packed with this class. */
    static PageTable packed() {
        try (InputStream in = PageTable.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the operator's pages are missing from the class path");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of the operator's pages cannot be read", e);
        }
    }

    /**
     * Reads a list: path, resource and content type in each line, {@code #} begins a comment.
     *
     * @throws IllegalArgumentException if a line is anything else, or says a path again
     */
    static PageTable of(String list) {
        Map<String, Entry> entries = new LinkedHashMap<>(LIBRARIES);
        int number = 0;
        for (String raw : list.split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", -1);
            if (parts.length != 3
                    || !parts[0].startsWith("/")
                    || !parts[1].matches("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*")) {
                throw new IllegalArgumentException(
                        "line " + number + " of the pages is not: /path resource content-type");
            }
            if (entries.put(parts[0], new Entry(FOLDER + parts[1], parts[2])) != null) {
                throw new IllegalArgumentException("line " + number + " of the pages says " + parts[0] + " again");
            }
        }
        return new PageTable(entries);
    }

    @Nullable
    Entry at(String path) {
        return entries.get(path);
    }

    /** Whether there is a page for operators alone. */
    boolean isPage(String path) {
        Entry entry = entries.get(path);
        return entry != null && entry.type().startsWith(PAGE) && !path.equals(Door.LOGIN);
    }

    /** Whether there is something that everybody may see. */
    boolean isOpen(String path) {
        return entries.containsKey(path) && !isPage(path);
    }
}
