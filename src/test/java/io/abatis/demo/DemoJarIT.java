package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo out of the executable jar, with nothing else on the class path. */
final class DemoJarIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "Überraschung"})
    void start_fromJarInAnyFolder_servesPagesAndServlets(String name) throws Exception {
        Path jar = Files.createDirectory(folder.resolve(name)).resolve("abatis-standalone.jar");
        Files.copy(Path.of(System.getProperty("abatis.standalone.jar", "target/abatis-standalone.jar")), jar);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Class<?> type = loader.loadClass(DemoServer.class.getName());
            try (AutoCloseable server =
                    (AutoCloseable) type.getConstructor(int.class).newInstance(0)) {
                type.getMethod("start").invoke(server);
                assertServes(new Visitor(
                        URI.create(String.valueOf(type.getMethod("home").invoke(server)))));
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void assertServes(Visitor visitor) throws Exception {
        for (String path :
                new String[] {"/", "/style.css", "/js/home.js", "/api/often1", "/hello", "/files", "/command"}) {
            assertThat(visitor.get(path, Visitor.HTML).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(visitor.get("/WEB-INF/web.xml", Visitor.HTML).statusCode()).isEqualTo(404);
    }
}
