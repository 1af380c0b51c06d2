package io.abatis.admin;

import static io.abatis.admin.AdminSite.API;
import static io.abatis.admin.AdminSite.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.abatis.gate.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API against the running server, in both directions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private JsonNode description;
    private JsonSchemaFactory schemas;
    private AdminSite site;

    @BeforeAll
    void start() throws IOException {
        try (InputStream in = ApiServlet.class.getResourceAsStream("openapi.yaml")) {
            description = new ObjectMapper(new YAMLFactory()).readTree(in);
        }
        String text = linked(new ObjectMapper().createObjectNode().set("$defs", description.at("/components/schemas")));
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder ->
                        builder.schemaLoaders(loaders -> loaders.schemas(iri -> iri.equals("urn:api") ? text : null)));
        site = new AdminSite();
        site.attack("192.0.2.7");
        site.call("192.0.2.8", "GET /api/often1");
        site.call("192.0.2.8", "GET /api/often2");
        site.call("2001:db8::", "GET /api/often1");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    /** A request, the status that it must be answered with, and the type. */
    record Try(String method, String path, String asked, String body, int status, String type) {

        static Try get(String path, String asked, int status) {
            return new Try(
                    "GET", path, asked, "", status, status == 200 ? "application/json" : "application/problem+json");
        }

        static Try send(String method, String path, String asked, String body, int status) {
            return new Try(
                    method, path, asked, body, status, status < 300 ? "application/json" : "application/problem+json");
        }

        String operation() {
            return method + " " + path;
        }
    }

    static List<Try> tries() {
        String large = "{\"note\":\"" + "x".repeat(70_000) + "\"}";
        List<Try> tries = new ArrayList<>(List.of(
                Try.get("/session", "/session", 200),
                Try.send("POST", "/session", "/session", "{}", 400),
                Try.send("POST", "/session", "/session", "{\"token\":\"abatis_x\"}", 401),
                Try.get("/status", "/status", 200),
                Try.get("/history", "/history?minutes=1440", 200),
                Try.get("/history", "/history?minutes=0", 400),
                Try.get("/clients", "/clients", 200),
                new Try("GET", "/clients", "/clients", "", 200, "text/csv"),
                Try.get("/clients", "/clients?limit=x", 400),
                Try.get("/clients/{ip}", "/clients/192.0.2.7", 200),
                Try.get("/clients/{ip}", "/clients/192.0.2.8", 200),
                Try.get("/clients/{ip}", "/clients/2001:db8::2", 200),
                Try.get("/clients/{ip}", "/clients/203.0.113.1", 404),
                Try.get("/clients/{ip}", "/clients/here", 400),
                Try.get("/bans", "/bans?limit=1000&offset=0", 200),
                new Try("GET", "/bans", "/bans", "", 200, "text/csv"),
                Try.get("/bans", "/bans?offset=-1", 400),
                Try.send("POST", "/bans", "/bans", "{\"client\":\"203.0.113.9\",\"seconds\":60,\"note\":\"n\"}", 201),
                Try.send("POST", "/bans", "/bans", "{\"client\":\"198.51.100.1\",\"seconds\":60}", 409),
                Try.send("POST", "/bans", "/bans", "{}", 400),
                Try.send("POST", "/bans", "/bans", large, 413),
                Try.send("PUT", "/bans/{ip}", "/bans/203.0.113.9", "{\"seconds\":600}", 200),
                Try.send("PUT", "/bans/{ip}", "/bans/203.0.113.99", "{\"seconds\":600}", 404),
                Try.get("/bans", "/bans", 200),
                Try.get("/clients/{ip}", "/clients/203.0.113.9", 200),
                Try.get("/labels", "/labels", 200),
                new Try("GET", "/labels", "/labels", "", 200, "text/csv"),
                Try.send("DELETE", "/bans/{ip}", "/bans/203.0.113.9", "", 200),
                Try.send("DELETE", "/bans/{ip}", "/bans/203.0.113.9", "{\"note\":\"again\"}", 200),
                Try.send("DELETE", "/bans/{ip}", "/bans/x", "", 400),
                Try.send("PUT", "/allowed/{ip}", "/allowed/203.0.113.10", "{\"note\":\"ours\"}", 200),
                Try.get("/allowed", "/allowed", 200),
                Try.send("DELETE", "/allowed/{ip}", "/allowed/203.0.113.10", "", 200),
                Try.send("DELETE", "/allowed/{ip}", "/allowed/203.0.113.10", "{\"why\":1}", 400),
                Try.send("PUT", "/mode", "/mode", "{\"mode\":\"observe\"}", 200),
                Try.get("/status", "/status", 200),
                Try.send("PUT", "/mode", "/mode", "{\"mode\":null}", 200),
                Try.send("PUT", "/mode", "/mode", "{\"mode\":\"on\"}", 400),
                Try.send("PUT", "/mode", "/mode", "{}", 400),
                Try.get("/model", "/model", 200),
                Try.get("/what-if", "/what-if", 200),
                Try.get("/events", "/events", 200),
                Try.get("/events", "/events?limit=0", 400),
                Try.get("/events/{id}", "/events/E1", 200),
                Try.get("/events/{id}", "/events/none", 404),
                new Try("GET", "/openapi.yaml", "/openapi.yaml", "", 200, "application/yaml"),
                Try.send("DELETE", "/session", "/session", "", 204)));
        tries.add(new Try("GET", "/stream", "/stream", "", 200, "text/event-stream"));
        return tries;
    }

    @ParameterizedTest
    @MethodSource("tries")
    void operation_tried_answersAsDescribed(Try one) throws IOException {
        JsonNode described =
                operation(one.method(), one.path()).path("responses").path(Integer.toString(one.status()));
        assertThat(described.isMissingNode())
                .as("%s says nothing of %d", one.operation(), one.status())
                .isFalse();
        JsonNode answer = resolved(described);
        if (one.type().equals("text/event-stream")) {
            assertThat(answer.path("content").has(one.type())).isTrue();
            assertStream();
            return;
        }
        Wire.Got got = one.body().isEmpty()
                ? site.wire.send(one.method(), API + one.asked(), "", site.bearer(), "Accept: " + one.type())
                : site.wire.send(one.method(), API + one.asked(), one.body(), site.bearer(), JSON);
        assertThat(got.status()).as(got.body()).isEqualTo(one.status());
        if (one.status() == 204) {
            assertThat(answer.has("content")).isFalse();
            assertThat(got.body()).isEmpty();
            return;
        }
        assertThat(got.header("Content-Type").split(";", 2)[0]).isEqualTo(one.type());
        JsonNode schema = answer.path("content").path(one.type()).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s has no schema of %s", one.operation(), one.type())
                .isFalse();
        assertValid(schema, body(got, one.type()));
    }

    private static JsonNode body(Wire.Got got, String type) throws IOException {
        if (type.equals("text/csv")) {
            return TextNode.valueOf(got.body());
        }
        ObjectMapper mapper =
                type.equals("application/yaml") ? new ObjectMapper(new YAMLFactory()) : new ObjectMapper();
        return mapper.readTree(got.body());
    }

    /** Validates against a part of the whole description, where the references lead to. */
    private void assertValid(JsonNode schema, JsonNode body) {
        assertThat(messages(schema, body)).as("%s", body).isEmpty();
    }

    private Set<ValidationMessage> messages(JsonNode schema, JsonNode body) {
        JsonSchema read = schemas.getSchema(SchemaLocation.of("urn:part"), parse(linked(schema)));
        return read.validate(body);
    }

    private static String linked(JsonNode schema) {
        return schema.toString().replace("\"#/components/schemas/", "\"urn:api#/$defs/");
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertStream() throws IOException {
        try (Socket socket = site.wire.open()) {
            String request = "GET " + API + "/stream HTTP/1.1\r\nHost: " + site.wire.authority() + "\r\n"
                    + site.bearer() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder read = new StringBuilder();
            boolean isTold = false;
            while (!(read.toString().contains("event: status")
                            && read.toString().contains("event: event"))
                    || !read.toString().endsWith("\n\n\r\n")) {
                int next = socket.getInputStream().read();
                assertThat(next).isNotNegative();
                read.append((char) next);
                if (!isTold && read.toString().contains("heartbeat")) {
                    isTold = true;
                    site.audit.add(Event.of(Event.Kind.RELOADED, site.clock.millis(), null, "a\nb"));
                }
            }
            assertThat(read.toString()).contains("Content-Type: text/event-stream");
            for (String line : read.toString().split("\n", -1)) {
                if (line.startsWith("data: ")) {
                    String kind = line.contains("\"figures\"") ? "Status" : "Event";
                    assertValid(description.at("/components/schemas/" + kind), parse(line.substring(6)));
                }
            }
        }
    }

    @Test
    void validation_wrongAnswer_isSeen() {
        JsonNode status = description.at("/components/schemas/Kept");
        assertThat(messages(status, TextNode.valueOf("perhaps"))).isNotEmpty();
        assertThat(messages(description.at("/components/schemas/Banned"), parse("{\"ban\":{},\"kept\":\"memory\"}")))
                .isNotEmpty();
    }

    @Test
    void description_everyOperation_isARouteAndIsTried() {
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        Set<String> routes = new TreeSet<>();
        routes().forEach(route -> routes.add(route.method() + " " + route.path()));
        Set<String> tried = new TreeSet<>();
        tries().forEach(one -> tried.add(one.operation()));
        assertThat(described).isEqualTo(routes).isEqualTo(tried);
    }

    private static List<Route> routes() {
        Operators nobody = Operators.of("nobody", "no token");
        SettableClock clock = new SettableClock();
        Sessions sessions = new Sessions(nobody, clock, new Random(1));
        Logbook logbook = new Logbook(() -> null, clock);
        LogIn logIn = new LogIn(new Keys(nobody, sessions, logbook, clock), sessions, logbook);
        Views views = Views.of(Events.none(), who -> true, () -> 0);
        return new ApiServlet(() -> null, logIn, views, new Duties(views, Events.none(), () -> {})).routes();
    }

    @Test
    void description_everyReference_leadsSomewhere() {
        List<String> lost = new ArrayList<>();
        description.findValues("$ref").forEach(reference -> {
            if (description.at(reference.asText().substring(1)).isMissingNode()) {
                lost.add(reference.asText());
            }
        });
        assertThat(lost).isEmpty();
    }

    private JsonNode operation(String method, String path) {
        return description.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }
}
