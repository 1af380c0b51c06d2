package io.abatis.traffic.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.client.CidrSet;
import io.abatis.client.Ip;
import io.abatis.demo.DemoServer;
import io.abatis.traffic.LogEntry;
import io.abatis.traffic.LogReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoTrafficTest {

    private static final BigInteger SEED = BigInteger.valueOf(52);

    @TempDir
    private Path folder = Path.of("");

    private static String text(BigInteger seed) throws IOException {
        StringBuilder text = new StringBuilder();
        new DemoTraffic(seed).write(text);
        return text.toString();
    }

    @Test
    void write_sameSeed_givesTheSameTextAndAnotherSeedAnother() throws IOException {
        String text = text(SEED);

        assertThat(text(SEED)).isEqualTo(text);
        assertThat(text(SEED.add(BigInteger.TWO.pow(64)))).isNotEqualTo(text);
    }

    @Test
    void construct_negativeSeed_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DemoTraffic(BigInteger.ONE.negate()));
    }

    @Test
    void write_log_isReadWhollyInOrderAndAsItWasCounted() throws IOException {
        Path file = folder.resolve("demo.log");
        StringBuilder text = new StringBuilder();
        DemoTraffic.Summary summary = new DemoTraffic(SEED).write(text);
        Files.writeString(file, text);
        List<LogEntry> entries = new ArrayList<>();
        LogReader.Result result = LogReader.read(file, entries::add);

        assertThat(result.unreadable()).isZero();
        assertThat(entries).hasSize((int) (summary.benign() + summary.malicious()));
        assertThat(entries).extracting(LogEntry::timeMillis).isSorted();
        CidrSet benign = CidrSet.of(List.of("172.144.0.0/16"));
        Map<Ip, Integer> calls = new HashMap<>();
        entries.forEach(entry -> calls.merge(entry.client(), 1, Integer::sum));
        assertThat(calls).hasSize(DemoTraffic.BENIGN + DemoTraffic.MALICIOUS);
        assertThat(calls.keySet()).filteredOn(benign::contains).hasSize(DemoTraffic.BENIGN);
        assertThat(entries).filteredOn(entry -> benign.contains(entry.client())).hasSize((int) summary.benign());
    }

    /** One call of each kind of path and each whole query that users send: the demo answers as the log says. */
    @Test
    void hits_askedOfTheDemoItself_areAnsweredAsTheLogSays() throws Exception {
        Map<String, Hit> different = new HashMap<>();
        for (Hit hit : new DemoTraffic(SEED).hits()) {
            different.putIfAbsent(kind(hit), hit);
        }
        assertThat(different).hasSizeGreaterThan(200);
        try (DemoServer demo = new DemoServer(0).start()) {
            HttpClient http = HttpClient.newHttpClient();
            int client = 0;
            List<String> wrong = new ArrayList<>();
            for (Hit hit : different.values()) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + demo.port() + hit.target()))
                        .method(hit.method(), BodyPublishers.noBody())
                        .header("X-Forwarded-For", "203.0." + client / 250 + "." + (1 + client++ % 250))
                        .build();
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status != hit.status()) {
                    wrong.add(hit.method() + " " + hit.target() + ": " + status + " and not " + hit.status());
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** What is not found is not found: a few of many will do. */
    private static String kind(Hit hit) {
        boolean isMany = hit.status() == 404 && hit.target().indexOf('?') < 0
                || hit.target().startsWith("/hello");
        return hit.method() + " " + (isMany ? hit.status() + " " + hit.target().hashCode() % 100 : hit.target());
    }
}
