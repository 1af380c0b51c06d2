package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.abatis.client.Ip;
import io.abatis.demo.AdminServer;
import io.abatis.demo.DemoServer;
import io.abatis.traffic.Labels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, metrics and health of a real demo with a real admin server, from an attack to its pardon. */
final class LiveServerTest {

    private static final String ATTACKER = "198.51.100.7";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private static HttpResponse<String> get(URI at, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void commands_fromAttackToPardon_seeAndDoIt() throws Exception {
        try (DemoServer demo = new DemoServer(0).start();
                AdminServer admin = AdminServer.of(demo.servletContext()).start()) {
            String token = Objects.requireNonNull(admin.token());
            Path tokenFile = Files.writeString(folder.resolve("token"), token);
            String url = admin.home().toString();
            for (int call = 0; call < 20; call++) {
                get(demo.home().resolve("/api/rarely"), "X-Forwarded-For", ATTACKER);
            }

            assertThat(run(url, tokenFile, "bans", "list")).contains(ATTACKER, "ban ", "behaviour");
            assertThat(run(url, tokenFile, "clients")).containsPattern("CLIENT +SCORE|No client is counted yet");
            assertThat(run(url, tokenFile, "clients", ATTACKER))
                    .contains("ban            ban until")
                    .containsPattern("refuse +behaviour +0\\.[0-9]+")
                    .containsPattern("pass +clear +- "); // the first call, which nobody is judged by
            assertThat(run(url, tokenFile, "mode")).contains("enforce (as the configuration says)");
            assertThat(run(url, tokenFile, "mode", "observe")).contains("observe (set by an operator");
            assertThat(run(url, tokenFile, "mode", "configured")).contains("enforce (as");
            assertThat(run(url, tokenFile, "bans", "remove", ATTACKER, "--note", "a customer"))
                    .contains(ATTACKER + " is not banned any more");
            assertThat(run(url, tokenFile, "bans", "list")).contains("Nobody is banned.");
            assertThat(run(url, tokenFile, "bans", "add", "203.0.113.9", "--time", "1h"))
                    .contains("203.0.113.9 is banned until");
            assertThat(run(url, tokenFile, "bans", "extend", "203.0.113.9", "--time", "2h"))
                    .contains("203.0.113.9 is banned until");
            assertThat(run(url, tokenFile, "allow", "add", "203.0.113.10")).contains("is allowed for good");
            assertThat(run(url, tokenFile, "allow", "list")).contains("203.0.113.10", "for good", ATTACKER);
            assertThat(run(url, tokenFile, "allow", "remove", "203.0.113.10")).contains("is judged as all others");
            run(url, tokenFile, "events");
            Path labels = folder.resolve("labels.csv");
            run(url, tokenFile, "labels", "--out", labels.toString());
            assertThat(Labels.read(labels).of(Ip.of(ATTACKER))).isEqualTo(Labels.Label.BENIGN);
            assertThat(Labels.read(labels).of(Ip.of("203.0.113.9"))).isEqualTo(Labels.Label.MALICIOUS);
            for (String each : new String[] {"bans list", "clients", "mode", "allow list", "labels", "events"}) {
                String[] command = Stream.concat(Arrays.stream(each.split(" ", -1)), Stream.of("--json"))
                        .toArray(String[]::new);
                assertThat(new ObjectMapper()
                                .readTree(run(url, tokenFile, command))
                                .isObject())
                        .isTrue();
            }
            metrics(admin.home(), token);
        }
    }

    private static void metrics(URI admin, String token) throws Exception {
        assertThat(get(admin.resolve("/metrics")).statusCode()).isEqualTo(401);
        assertThat(get(admin.resolve("/metrics"), "Authorization", "Bearer " + token)
                        .body())
                .contains("abatis_calls_total{action=\"refuse\",mode=\"enforce\",reason=\"behaviour\"} 1.0")
                .contains("abatis_judge_seconds_count ");
        assertThat(get(admin.resolve("/health/live")).body().strip()).isEqualTo("{\"status\":\"up\"}");
        assertThat(get(admin.resolve("/health/ready")).statusCode()).isEqualTo(200);
    }

    private static String run(String url, Path tokenFile, String... args) {
        return CommandRun.of(Stream.concat(
                                Arrays.stream(args), Stream.of("--admin", url, "--token-file", tokenFile.toString()))
                        .toArray())
                .succeeds()
                .out();
    }
}
