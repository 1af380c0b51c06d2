package io.abatis.container;

import io.abatis.container.server.ContainerMain;
import io.abatis.forest.NamesModel;
import io.abatis.servlet.Wire;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container in a process of its own, with the guarded application in it. For one thread. */
final class Site implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Path folder;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private int port;

    private Site(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the container, with these options of its JVM beyond the usual, and the application. */
    static Site start(Kind kind, Path folder, String... options) throws IOException {
        List<Path> server = new ArrayList<>(List.of(classes("server", folder)));
        List<Path> app = new ArrayList<>(List.of(classes("app", folder), library()));
        app.addAll(Kind.libraryNeeds());
        server.addAll(kind.jars());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SoftRefLRUPolicyMSPerMB=0")); // what only caches hold is collected
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                joined(server),
                ContainerMain.class.getName(),
                kind.main(),
                joined(app),
                Files.createDirectories(folder.resolve("site")).toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Site site = new Site(folder, builder.start());
        site.deploy();
        return site;
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar that the build has left; in a build of the tests alone, the classes that go into it and the others. */
    private static Path library() {
        String jar = System.getProperty("abatis.jar");
        return (jar == null ? Path.of("target/classes") : Path.of(jar)).toAbsolutePath();
    }

    /** Only the classes of one package, so that no other class of the tests gets onto that class path. */
    private static Path classes(String part, Path folder) throws IOException {
        String path = "io/abatis/container/" + part;
        Path target = Files.createDirectories(folder.resolve(part).resolve(path));
        try (Stream<Path> files = Files.list(tests().resolve(path))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return folder.resolve(part);
    }

    private static Path tests() {
        try {
            return Path.of(ContainerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the application with these settings beyond the usual. */
    void deploy(String... settings) throws IOException {
        Path config = Files.createTempFile(folder, "abatis", ".conf");
        Files.writeString(
                config, """
                abatis {
                  mode = enforce
                  clients.trusted-proxies = ["127.0.0.0/8", "::1"]
                  model = "%s"
                  reload-check = 1s
                  call-log.file = "%s"
                }
                """.formatted(NamesModel.FILE.toAbsolutePath(), config + ".csv") + String.join("\n", settings));
        port = Integer.parseInt(order("deploy " + config));
    }

    /** Stops the application, and says what is left of it. */
    String undeploy() throws IOException {
        return order("undeploy");
    }

    Figures figures() {
        try {
            return Figures.parse(order("figures"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("@")) {
                return line.substring(1);
            }
        }
        throw new AssertionError("the container ended: " + Files.readString(folder.resolve("errors.txt")));
    }

    int port() {
        return port;
    }

    Wire wire() {
        return new Wire(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the container does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
