package io.abatis.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.console.Console;
import io.abatis.console.Keeping;
import io.abatis.console.Recent;
import io.abatis.demo.AdminServer;
import io.abatis.forest.NamesModel;
import io.abatis.gate.Event;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import io.abatis.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An admin server with a gate behind it, and a clock that stands still. */
final class AdminSite implements AutoCloseable {

    static final String API = "/api/v1";
    static final String JSON = "Content-Type: application/json";

    final SettableClock clock = new SettableClock();
    final Audit audit = new Audit();
    final AdminServer server;
    final Wire wire;
    volatile Gate gate;
    volatile boolean isInService = true;
    private volatile @Nullable Mode override;
    private final Console console;

    /** An audit log in memory. */
    static final class Audit implements Events {
        private final List<Line> lines = new CopyOnWriteArrayList<>();
        private final List<Consumer<Line>> subscribers = new CopyOnWriteArrayList<>();

        void add(Event event) {
            String id = "E" + (lines.size() + 1);
            Line line = new Line(id, event, "{\"event\":{\"id\":\"" + id + "\"}}");
            lines.add(line);
            subscribers.forEach(one -> one.accept(line));
        }

        @Override
        public List<Line> recent(int most) {
            List<Line> newest = new ArrayList<>(lines);
            Collections.reverse(newest);
            return newest.stream().limit(most).toList();
        }

        @Override
        public @Nullable Line find(String id) {
            return lines.stream()
                    .filter(line -> line.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public AutoCloseable subscribe(Consumer<Line> subscriber) {
            subscribers.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }

        /** The notes of the events of one kind, the oldest first. */
        List<String> notes(Event.Kind kind) {
            return lines.stream()
                    .filter(line -> line.event().kind() == kind)
                    .map(line -> line.event().note())
                    .toList();
        }
    }

    /** A browser's session. */
    record Browser(String cookie, String csrf) {}

    AdminSite() throws IOException {
        this(null);
    }

    AdminSite(@Nullable Path operators) throws IOException {
        Policy policy = new Policy(
                Mode.ENFORCE, CidrSet.of(List.of("198.51.100.0/24")), CidrSet.empty(), null, 2, Duration.ofMinutes(10));
        gate = new Gate(policy, NamesModel.read(), 1_024, 1_024, 1, audit::add);
        Console.ModeSwitch modes = new Console.ModeSwitch() {
            @Override
            public Mode configured() {
                return Mode.ENFORCE;
            }

            @Override
            public @Nullable Mode override() {
                return override;
            }

            @Override
            public void override(@Nullable Mode mode) {
                override = mode;
                gate = gate.with(policy.in(mode == null ? Mode.ENFORCE : mode), gate.model());
            }
        };
        console = new Console(
                () -> gate,
                modes,
                new Console.Settings(Duration.ofMinutes(30), 64),
                new Recent(1_000),
                Keeping.inMemory(),
                audit::add,
                clock);
        server = AdminServer.of(this::console)
                .events(audit)
                .clock(clock)
                .random(new Random(1))
                .operators(operators)
                .start();
        wire = new Wire(server.home());
    }

    @Nullable
    Console console() {
        return isInService ? console : null;
    }

    String token() {
        return Objects.requireNonNull(server.token());
    }

    String bearer() {
        return "Authorization: Bearer " + token();
    }

    /** Asks with the token. */
    Wire.Got ask(String method, String path) throws IOException {
        return wire.send(method, API + path, "", bearer());
    }

    Wire.Got ask(String method, String path, String body) throws IOException {
        return wire.send(method, API + path, body, bearer(), JSON);
    }

    Wire.Got logInWith(String token, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(JSON);
        return wire.send("POST", API + "/session", "{\"token\":\"" + token + "\"}", all.toArray(String[]::new));
    }

    Browser logIn() throws IOException {
        Wire.Got got = logInWith(token());
        return new Browser(cookie(got), json(got).path("csrf").asText());
    }

    static String cookie(Wire.Got got) {
        return "Cookie: " + got.header("Set-Cookie").split(";", 2)[0];
    }

    static JsonNode json(Wire.Got got) throws IOException {
        return new ObjectMapper().readTree(got.body());
    }

    /** A client calls what attackers call until it is banned. */
    void attack(String client) {
        for (int call = 0; call < 5; call++) {
            call(client, "GET /api/rarely");
        }
    }

    void call(String client, String name) {
        Call call = new Call(Ip.of(client), name, clock.millis());
        Verdict verdict = gate.judge(call);
        var seen = console.recent().add(call, verdict);
        if (!verdict.refuses()) {
            gate.observe(call, Outcome.SUCCESS);
            seen.answered(Outcome.SUCCESS);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
