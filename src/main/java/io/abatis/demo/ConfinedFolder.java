package io.abatis.demo;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One folder that visitors may look into, and nothing outside it. Thread-safe.
 *
 * <p>A path is a list of plain names joined by slashes. What could lead elsewhere ({@code ..}, an absolute path, a symbolic
 * link at any level) is refused rather than resolved and compared.
 */
final class ConfinedFolder {

    /*
     * Each name is checked on the way down without following links. Between check and use, only somebody who can write
     * into the folder could swap a name for a link; visitors cannot, and whoever else can needs no detour by this class.
     */

    static final int MAX_PATH_CHARS = 300;
    static final int MAX_ENTRIES = 200;

    /** What an entry is; links and devices are shown, never followed. */
    enum Kind {
        FOLDER,
        FILE,
        OTHER
    }

    /**
     * One line of a listing.
     *
     * @param name the plain name
     * @param kind what it is
     * @param bytes a file's size; 0 for anything else
     */
    record Entry(String name, Kind kind, long bytes) {}

    /**
     * A folder's entries, folders first, then by name.
     *
     * @param path the path from the confined folder, empty for itself
     * @param entries at most {@value #MAX_ENTRIES}
     * @param complete false if there were more
     */
    record Listing(String path, List<Entry> entries, boolean complete) {}

    private final Path root;

    /**
     * Confines visitors to an existing folder.
     *
     * @throws IOException if it is not there
     */
    ConfinedFolder(Path folder) throws IOException {
        root = folder.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new IOException(folder + " is not a folder");
        }
    }

    /** The folder's real path: for this machine's eyes only. */
    Path root() {
        return root;
    }

    /**
     * Lists a folder.
     *
     * @param path the path below the root, empty for the root itself
     * @throws BadInput if the path is not allowed, or no folder is there
     * @throws IOException if the folder cannot be read
     */
    Listing list(String path) throws BadInput, IOException {
        Path folder = descend(path);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw absent();
        }
        List<Entry> entries = new ArrayList<>();
        boolean complete = true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (entries.size() == MAX_ENTRIES) {
                    complete = false;
                    break;
                }
                entries.add(entry(child));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        entries.sort(Comparator.comparing(Entry::kind).thenComparing(Entry::name));
        return new Listing(path, List.copyOf(entries), complete);
    }

    /** Whether a regular file of this plain name lies directly in the folder. */
    boolean hasFile(String name) {
        return isPlain(name) && Files.isRegularFile(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private Path descend(String path) throws BadInput {
        if (path.length() > MAX_PATH_CHARS) {
            throw BadInput.refused("A path may have at most " + MAX_PATH_CHARS + " characters.");
        }
        Path place = root;
        if (path.isEmpty()) {
            return place;
        }
        for (String name : path.split("/", -1)) {
            if (!isPlain(name)) {
                throw BadInput.refused("A path is made of plain names with a slash between them, and stays inside.");
            }
            place = place.resolve(name);
            if (Files.isSymbolicLink(place) || !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw absent();
            }
        }
        return place;
    }

    /** One message for all that is not there, not a folder, or not to be seen: they must look the same from outside. */
    private static BadInput absent() {
        return BadInput.absent("There is no such folder.");
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return false;
        }
        return name.codePoints().noneMatch(ConfinedFolder::isForbidden);
    }

    /** Separators of any system, drive letters' colon, and whatever cannot be seen or encoded. */
    private static boolean isForbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> c == '/' || c == '\\' || c == ':';
        };
    }

    private static Entry entry(Path child) throws IOException {
        String name = String.valueOf(child.getFileName());
        BasicFileAttributes attributes =
                Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return new Entry(name, Kind.FOLDER, 0);
        }
        return attributes.isRegularFile()
                ? new Entry(name, Kind.FILE, attributes.size())
                : new Entry(name, Kind.OTHER, 0);
    }
}
