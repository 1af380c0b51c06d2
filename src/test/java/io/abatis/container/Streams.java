package io.abatis.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Outcome;
import io.abatis.gate.Reason;
import io.abatis.servlet.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is more than a request and its answer: server-sent events, WebSocket, HTTP/2. */
interface Streams extends Bodies {

    private HttpRequest request(String path, String from) {
        return HttpRequest.newBuilder(target(path))
                .header("X-Forwarded-For", from)
                .build();
    }

    /** Each event is there before the next is written, and the call is observed after the last. */
    @Test
    default void events_severalOverTime_comeOneByOneAndAreOneCall() throws Exception {
        HttpClient client = Bodies.client(HttpClient.Version.HTTP_1_1);
        String from = stranger();
        Figures before = site().figures();

        Iterator<String> lines = client.send(request("/app/events", from), BodyHandlers.ofLines())
                .body()
                .iterator();
        for (int event = 0; event < 3; event++) {
            assertThat(lines.next()).isEqualTo("data: " + event);
            assertThat(lines.next()).isEmpty();
            int calls = event;
            Figures now = awaited(before, figures -> figures.outcomes() == calls);
            assertThat(now.outcomes()).as("the stream has not ended").isEqualTo(event);
            site().wire().get("/app/next", Wire.from(stranger()));
        }
        assertThat(lines.hasNext()).isFalse();

        Figures now = awaited(before, figures -> figures.outcomes() == 4);
        assertThat(now.outcomes(Outcome.SUCCESS)).as(now.toString()).isEqualTo(4);
        assertThat(now.judged()).isEqualTo(4);
    }

    /** What a WebSocket hears first. */
    final class Ear implements WebSocket.Listener {

        private final CompletableFuture<String> heard = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return CompletableFuture.completedFuture(null);
        }
    }

    private WebSocket open(String from, Ear ear) throws Exception {
        return Bodies.client(HttpClient.Version.HTTP_1_1)
                .newWebSocketBuilder()
                .header("X-Forwarded-For", from)
                .buildAsync(URI.create("ws://127.0.0.1:" + site().port() + "/app/socket"), ear)
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    default void webSocket_upgrade_isOneCallThatSucceeds() throws Exception {
        Figures before = site().figures();
        Ear ear = new Ear();

        WebSocket socket = open(stranger(), ear);
        assertJudgedOnce(before, Outcome.SUCCESS);
        socket.sendText("there", true).get(20, TimeUnit.SECONDS);

        assertThat(ear.heard.get(20, TimeUnit.SECONDS)).isEqualTo("echo there");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
        assertJudgedOnce(before, Outcome.SUCCESS);
    }

    @Test
    default void webSocket_bannedClient_isRefusedTheUpgrade() throws Exception {
        String attacker = banned();
        Figures before = site().figures();

        assertThatThrownBy(() -> open(attacker, new Ear()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        assertThat(site().figures().since(before).verdicts(Reason.BANNED)).isEqualTo(1);
    }

    @Test
    default void http2_calls_areJudgedAndRefusedAlike() throws Exception {
        HttpClient client = Bodies.client(HttpClient.Version.HTTP_2);
        String attacker = banned();
        Figures before = site().figures();

        for (int call = 1; call <= 3; call++) {
            HttpResponse<String> served = client.send(request("/app/plain", stranger()), BodyHandlers.ofString());
            assertThat(served.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(served.body()).isEqualTo(HELLO);
            HttpResponse<String> refused = client.send(request("/app/plain", attacker), BodyHandlers.ofString());
            assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(refused.statusCode()).isEqualTo(403);
        }

        Figures now = awaited(before, figures -> figures.outcomes() == 3);
        assertThat(now.outcomes(Outcome.SUCCESS)).as(now.toString()).isEqualTo(3);
        assertThat(now.get("refused")).isEqualTo(3);
        assertThat(now.judged()).isEqualTo(6);
    }
}
