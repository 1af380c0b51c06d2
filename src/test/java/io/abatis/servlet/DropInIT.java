package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.NamesModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.Configuration;
import org.eclipse.jetty.ee11.webapp.FragmentConfiguration;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar dropped into WEB-INF/lib of a web application. */
final class DropInIT {

    private static final String DESCRIPTOR = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="%s">
              %s
              <servlet>
                <servlet-name>jsp-free</servlet-name>
                <servlet-class>io.abatis.servlet.DropInServlet</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>jsp-free</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
            </web-app>
            """;

    private static final String BY_HAND = """
            <filter>
              <filter-name>%s</filter-name>
              <filter-class>io.abatis.servlet.AbatisFilter</filter-class>
              <async-supported>true</async-supported>
              <init-param><param-name>config</param-name><param-value>/WEB-INF/abatis.conf</param-value></init-param>
            </filter>
            <filter-mapping><filter-name>%s</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            """;

    @TempDir
    Path folder;

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @BeforeEach
    void buildApplication() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("app/WEB-INF/lib"));
        for (Path jar : Packages.libraryAndNeeds()) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        Path classes = Files.createDirectories(folder.resolve("app/WEB-INF/classes/io/abatis/servlet"));
        try (var in = DropInServlet.class.getResourceAsStream("DropInServlet.class")) {
            Files.copy(java.util.Objects.requireNonNull(in), classes.resolve("DropInServlet.class"));
        }
        Files.writeString(
                folder.resolve("app/WEB-INF/abatis.conf"),
                TestSite.ENFORCE + "abatis { model = /WEB-INF/site.model, call-log.file = own.csv }");
        Files.copy(NamesModel.FILE, folder.resolve("app/WEB-INF/site.model"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Wire deploy(String descriptor) throws Exception {
        Files.writeString(folder.resolve("app/WEB-INF/web.xml"), descriptor);
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setBaseResource(ResourceFactory.of(server).newResource(folder.resolve("app")));
        context.setTempDirectory(Files.createDirectories(folder.resolve("temp")).toFile());
        context.setTempDirectoryPersistent(true);
        context.setThrowUnavailableOnStartupException(true);
        context.setDefaultsDescriptor(null);
        // The library must come from WEB-INF/lib, not from the class path of this test.
        context.getHiddenClassMatcher().add("io.abatis.");
        context.setConfigurations(new Configuration[] {
            new WebInfConfiguration(),
            new MetaInfConfiguration(),
            new WebXmlConfiguration(),
            new FragmentConfiguration(),
            new AnnotationConfiguration()
        });
        server.setHandler(context);
        server.start();
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return new Wire(InetAddress.getLoopbackAddress(), port);
    }

    private static int statusAfterAttack(Wire wire, String client) throws IOException {
        int status = 0;
        for (int call = 0; call < TestSite.MANY; call++) {
            status = wire.get(TestSite.RARE, Wire.from(client)).status();
        }
        return status;
    }

    @Test
    void jarAlone_noWordInTheDescriptor_observesAndRecords() throws Exception {
        Wire wire = deploy(DESCRIPTOR.formatted(false, ""));

        assertThat(wire.get("/a").body()).contains("Verdict[action=PASS, reason=WARMING_UP", "WEB-INF");
        assertThat(statusAfterAttack(wire, "198.51.100.7")).isEqualTo(200);
        assertThat(wire.get(TestSite.RARE).body()).contains("action=PASS, reason=WARMING_UP");
        server.stop();
        try (var files = Files.walk(folder.resolve("temp"))) {
            Path log = files.filter(file -> file.endsWith("abatis-calls.csv"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(log).lines())
                    .hasSize(TestSite.MANY + 3)
                    .startsWith("Time,IP_Address,API_Call")
                    .anyMatch(line -> line.endsWith(",127.0.0.1,GET /a"));
        }
    }

    @Test
    void byHand_metadataComplete_enforces() throws Exception {
        Wire wire = deploy(DESCRIPTOR.formatted(true, BY_HAND.formatted("gate", "gate")));

        assertThat(statusAfterAttack(wire, "198.51.100.7")).isEqualTo(403);
        assertThat(wire.get(TestSite.RARE, Wire.from("198.51.100.8")).status()).isEqualTo(200);
    }

    @Test
    void byHand_nameOfTheFragment_takesItsPlace() throws Exception {
        Wire wire = deploy(DESCRIPTOR.formatted(false, BY_HAND.formatted("abatis", "abatis")));

        assertThat(statusAfterAttack(wire, "198.51.100.7")).isEqualTo(403);
        try (var files = Files.walk(folder.resolve("temp"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".csv")))
                    .containsExactly("own.csv");
        }
    }

    /** Then there are two filters, and the one that enforces must not be switched off by the one that observes. */
    @Test
    void byHand_anotherNameThanTheFragment_enforces() throws Exception {
        Wire wire = deploy(DESCRIPTOR.formatted(false, BY_HAND.formatted("gate", "gate")));

        assertThat(statusAfterAttack(wire, "198.51.100.7")).isEqualTo(403);
        assertThat(wire.get(TestSite.RARE, Wire.from("198.51.100.8")).status()).isEqualTo(200);
    }
}
