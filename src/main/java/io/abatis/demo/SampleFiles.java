package io.abatis.demo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Provides the folder that {@code /files} and {@code /command} show: the one named by the context attribute or the context
 * parameter {@value #FOLDER}, or else a temporary one with a few sample files, removed with the application.
 */
public final class SampleFiles implements ServletContextListener {

    static final String FOLDER = "io.abatis.demo.files";

    private static final String CONFINED = ConfinedFolder.class.getName();

    private @Nullable Path temporary;

    /** Made by the container. */
    public SampleFiles() {}

    /** The folder, for the servlets of an application that has this listener. */
    static ConfinedFolder in(ServletContext context) {
        if (context.getAttribute(CONFINED) instanceof ConfinedFolder folder) {
            return folder;
        }
        throw new IllegalStateException("the listener " + SampleFiles.class.getName() + " is missing in web.xml");
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            context.setAttribute(CONFINED, new ConfinedFolder(folder(context)));
        } catch (IOException failure) {
            throw new UncheckedIOException("the folder to show cannot be opened: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (temporary == null) {
            return;
        }
        try (Stream<Path> paths = Files.walk(temporary)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            event.getServletContext().log("sample files are left behind in " + temporary, failure);
        }
    }

    private Path folder(ServletContext context) throws IOException {
        if (context.getAttribute(FOLDER) instanceof Path given) {
            return given;
        }
        String named = context.getInitParameter(FOLDER);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path made = Files.createTempDirectory("abatis-demo-");
        temporary = made;
        fill(made);
        return made;
    }

    private static void fill(Path folder) throws IOException {
        Files.writeString(folder.resolve("welcome.txt"), "Welcome to the library.\nPlease keep your voice down.\n");
        Files.writeString(folder.resolve("opening-hours.txt"), "Mon-Fri 09:00-19:00\nSat 10:00-16:00\nSun closed\n");
        Files.writeString(folder.resolve("books.csv"), "id,title\n101,The Dune Walkers\n103,A Glass Orchard\n");
        Path readings = Files.createDirectory(folder.resolve("readings"));
        Files.writeString(readings.resolve("may.txt"), "9 May: Ruth Okonjo reads from Tide Tables.\n");
        Files.writeString(readings.resolve("june.txt"), "21 June: midsummer night among the shelves.\n");
        Path old = Files.createDirectories(readings.resolve("archive/2030"));
        for (String month : List.of("march", "april")) {
            Files.writeString(old.resolve(month + ".txt"), "Minutes of the readings in " + month + ".\n");
        }
    }
}
