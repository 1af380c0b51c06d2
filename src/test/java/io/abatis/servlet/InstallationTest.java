package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.forest.ModelFile;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Mode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Where the configuration comes from, what stops a start, and what a filter owns while it runs. */
final class InstallationTest {

    private static final String ENFORCE = "abatis { mode = enforce, call-log.file = null }";

    @TempDir
    Path folder;

    private final TestSite site = new TestSite();

    @AfterEach
    void stop() {
        System.clearProperty(AbatisFilter.CONFIG_PROPERTY);
        site.close();
    }

    private void start(@Nullable String param) throws Exception {
        FilterHolder holder = new FilterHolder(new AbatisFilter());
        holder.setAsyncSupported(true);
        if (param != null) {
            holder.setInitParameter(AbatisFilter.CONFIG_PARAM, param);
        }
        site.context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        site.context.setAttribute(ServletContext.TEMPDIR, folder.toFile());
        site.serving(TestServlet.hello(), "/*").start();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Mode mode() {
        return site.gate().policy().mode();
    }

    @Test
    void config_nowhere_isTheDefaults() throws Exception {
        start(null);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(site.gate().model().card().entries())
                .isEqualTo(ShippedModel.read().card().entries());
    }

    @Test
    void config_initParam_namesAFileAndWinsOverTheProperty() throws Exception {
        System.setProperty(
                AbatisFilter.CONFIG_PROPERTY,
                write("other.conf", "abatis.mode = off").toString());

        start(write("own.conf", ENFORCE).toString());

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void config_initParam_namesAResourceOfTheApplication() throws Exception {
        write("site/WEB-INF/my.conf", ENFORCE);
        site.context.setBaseResource(ResourceFactory.of(site.context).newResource(folder.resolve("site")));

        start("/WEB-INF/my.conf");

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void config_systemProperty_winsOverTheClassPath() throws Exception {
        write("classes/abatis.conf", "abatis.mode = off");
        System.setProperty(
                AbatisFilter.CONFIG_PROPERTY, write("own.conf", ENFORCE).toString());
        try (URLClassLoader loader = loader()) {
            site.context.setClassLoader(loader);
            start(null);

            assertThat(mode()).isEqualTo(Mode.ENFORCE);
        }
    }

    @Test
    void config_onClassPath_isFound() throws Exception {
        write("classes/abatis.conf", ENFORCE);
        try (URLClassLoader loader = loader()) {
            site.context.setClassLoader(loader);
            start(null);

            assertThat(mode()).isEqualTo(Mode.ENFORCE);
        }
    }

    private URLClassLoader loader() throws IOException {
        URL classes = folder.resolve("classes/").toUri().toURL();
        return new URLClassLoader(new URL[] {classes}, InstallationTest.class.getClassLoader());
    }

    @ParameterizedTest
    @CsvSource({
        "absent.conf, , no such file",
        "/WEB-INF/absent.conf, , has no /WEB-INF/absent.conf",
        "own.conf, abatis.mode = sometimes, sometimes",
        "own.conf, abatis.modus = enforce, unknown key 'abatis.modus'",
        "own.conf, abatis {, own.conf",
        "own.conf, 'abatis.clients.trusted-proxies = [\"10.0.0.0/33\"]', 10.0.0.0/33",
        "own.conf, abatis.model = absent.model, absent.model",
        "own.conf, abatis.clients.max = 268435456, clients.max = 268435456 may take",
        "own.conf, abatis.model = own.conf, is refused as a model",
        "own.conf, abatis.call-log.file = own.conf/x.csv, call log",
    })
    void start_unusableConfiguration_failsAndSaysWhy(String param, @Nullable String text, String message)
            throws Exception {
        String place = param.startsWith("/") ? param : folder.resolve(param).toString();
        if (text != null) {
            write(param, text.replace("own.conf/", folder.resolve("own.conf") + "/"));
        }
        Set<String> before = threads();

        assertThatThrownBy(() -> start(place))
                .hasStackTraceContaining("UnavailableException: Abatis does not start: ")
                .hasStackTraceContaining(message);

        assertThat(threads()).isEqualTo(before);
    }

    @Test
    void start_damagedModel_failsAndSaysWhy() throws Exception {
        byte[] bytes = ModelFile.bytes(ShippedModel.read());
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("damaged.model"), bytes);

        assertThatThrownBy(() ->
                        start(write("own.conf", "abatis.model = damaged.model").toString()))
                .hasStackTraceContaining("UnavailableException: Abatis does not start: ")
                .hasStackTraceContaining("damaged.model is refused as a model: it has been altered");
    }

    private void serveFolder(String config) throws Exception {
        write("site/WEB-INF/my.conf", config);
        site.context.setBaseResource(ResourceFactory.of(site.context).newResource(folder.resolve("site")));
        start("/WEB-INF/my.conf");
    }

    @Test
    void model_ofTheWebApplication_isReadFromItAndNotWatched() throws Exception {
        Files.createDirectories(folder.resolve("site/WEB-INF"));
        Files.copy(NamesModel.FILE, folder.resolve("site/WEB-INF/own.model"));

        serveFolder("abatis { model = /WEB-INF/own.model, reload-check = 20ms, call-log.file = null }");

        assertThat(ModelFile.bytes(site.gate().model())).isEqualTo(Files.readAllBytes(NamesModel.FILE));
        assertThat(threads()).noneMatch(thread -> thread.startsWith("abatis-watch"));
    }

    @Test
    void model_thatTheWebApplicationLacks_failsAndSaysSo() {
        assertThatThrownBy(() -> serveFolder("abatis.model = /WEB-INF/own.model"))
                .hasStackTraceContaining(
                        "UnavailableException: Abatis does not start: the web application has no /WEB-INF/own.model");
    }

    @Test
    void model_ofTheWebApplicationDamaged_failsAndSaysWhy() throws Exception {
        byte[] bytes = Files.readAllBytes(NamesModel.FILE);
        bytes[bytes.length / 2] ^= 1;
        Files.createDirectories(folder.resolve("site/WEB-INF"));
        Files.write(folder.resolve("site/WEB-INF/own.model"), bytes);

        assertThatThrownBy(() -> serveFolder("abatis.model = /WEB-INF/own.model"))
                .hasStackTraceContaining("UnavailableException: Abatis does not start: ")
                .hasStackTraceContaining("/WEB-INF/own.model is refused as a model: it has been altered");
    }

    @Test
    void start_thresholdInTheConfiguration_isTheOneThatIsLogged() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(AbatisFilter.class);
        logger.addAppender(log);
        try {
            start(write("own.conf", "abatis.threshold = 0.25").toString());
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).anyMatch(line -> line.contains("0.25"));
    }

    @Test
    void modelFile_replacedByDamagedAndThenByAnother_keepsTheOldAndTakesTheOther() throws Exception {
        Path file = folder.resolve("site.model");
        Model shipped = ShippedModel.read();
        ModelFile.write(shipped, file);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Reload.class);
        logger.addAppender(log);
        try {
            start(write("own.conf", "abatis { model = site.model, reload-check = 20ms }")
                    .toString());

            Files.writeString(folder.resolve("next"), "abatis-model 2\nno model");
            Files.move(folder.resolve("next"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            TestSite.await("the damaged one is noticed", () -> !log.list.isEmpty());
            assertThat(log.list.get(0).getFormattedMessage())
                    .contains("configuration and model stay as they are", "truncated");
            assertThat(site.gate().model().card().threshold())
                    .isEqualTo(shipped.card().threshold());
            assertThat(site.wire().get("/").status()).isEqualTo(200);

            Map<String, String> card = new LinkedHashMap<>(shipped.card().entries());
            card.put(ModelCard.THRESHOLD, "0.5");
            ModelFile.write(new Model(shipped.layout(), shipped.forest(), new ModelCard(card)), file);
            TestSite.await(
                    "the other one is in use", () -> site.gate().model().card().threshold() == 0.5);
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void callLog_byDefault_isInTheTemporaryFolderWithALineACall() throws Exception {
        start(null);
        List<String> targets = List.of("/a?token=secret", "/a/17", "/%22,=cmd()%E2%80%AE", "/x;y=1", "/a/b,c");
        for (String target : targets) {
            site.wire().get(target, Wire.from("203.0.113.9"));
        }
        site.close();

        List<String> lines =
                Files.readString(folder.resolve("abatis-calls.csv")).lines().toList();
        assertThat(lines.get(0)).isEqualTo("Time,IP_Address,API_Call");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z,127\\.0\\.0\\.1,[ -~]+"))
                .extracting(line -> line.split(",", 3)[2])
                .containsExactly(
                        "GET /a", "GET /a/{number}", "\"GET /\"\",=cmd()%E2%80%AE\"", "GET /x", "\"GET /a/b,c\"");
    }

    @Test
    void callLog_restarted_goesOnInTheSameFile() throws Exception {
        start(null);
        site.wire().get("/one");
        site.server.stop();
        site.server.start();
        site.wire().get("/two");
        site.close();

        assertThat(Files.readString(folder.resolve("abatis-calls.csv")).lines().toList())
                .hasSize(3)
                .first()
                .isEqualTo("Time,IP_Address,API_Call");
    }

    @Test
    void callLog_modeOff_holdsNoCalls() throws Exception {
        start(write("own.conf", "abatis.mode = off").toString());
        site.wire().get("/one");
        site.close();

        Path file = folder.resolve("abatis-calls.csv");
        assertThat(Files.readString(file).lines().toList()).containsExactly("Time,IP_Address,API_Call");
    }

    @Test
    void destroy_startedOften_leavesNoThreads() throws Exception {
        ModelFile.write(ShippedModel.read(), folder.resolve("site.model"));
        Set<String> before = threads();
        start(write("own.conf", "abatis { model = site.model, reload-check = 20ms }")
                .toString());
        site.wire().get("/");
        assertThat(threads()).hasSizeGreaterThan(before.size());

        for (int round = 0; round < 2; round++) {
            site.server.stop();
            TestSite.await("the threads have ended", () -> threads().equals(before));
            site.server.start();
            assertThat(site.wire().get("/").status()).isEqualTo(200);
        }
        site.close();

        TestSite.await("the threads have ended", () -> threads().equals(before));
        assertThat(site.gate()).isNull();
    }

    /** The library's own threads, by name and number. */
    private static Set<String> threads() {
        return Stream.of(Thread.getAllStackTraces().keySet().toArray(new Thread[0]))
                .filter(thread -> !thread.getName().startsWith("site")
                        && !thread.getName().startsWith("Scheduler")
                        && !thread.getName().startsWith("HttpClient")
                        && !thread.getName().startsWith("ForkJoin"))
                .map(thread -> thread.getName() + "#" + thread.getId())
                .collect(Collectors.toSet());
    }
}
