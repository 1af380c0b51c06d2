package io.abatis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Gate;
import io.abatis.gate.Mode;
import io.abatis.gate.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a soak samples, keeps and concludes. */
final class SoakTest {

    private static final SoakState STATE = new SoakState(3 << 20, 4, 5, 6, 7, 8, 9);

    private static SoakState heap(long megabytes) {
        return new SoakState(megabytes < 0 ? -1 : megabytes << 20, 0, 0, 0, 0, 0, 0);
    }

    private static Sample sample(double p99, long megabytes) {
        return new Sample(10, 1_000, 1, p99, 3, 0, heap(megabytes));
    }

    private static HttpBench.Turn turn() {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(1_000_000);
        return new HttpBench.Turn(20_000, nanos, 1);
    }

    private static Figure figure(Map<String, Figure> figures, String key) {
        assertThat(figures).containsKey(key);
        return figures.getOrDefault(key, new Figure(List.of(Double.NaN)));
    }

    private static List<Row> rows(List<Sample> samples) {
        Map<String, Figure> figures = new Flatness(samples).figures(samples.size() / 6.0);
        return new Comparison(Plan.of("soak", Plan.Size.USUAL), Map.of(), figures).rows();
    }

    @Test
    void median_ofAQuarter_isOfItsSamplesAlone() {
        Flatness flat =
                new Flatness(IntStream.range(0, 12).mapToObj(i -> sample(i, 1)).toList());
        assertThat(IntStream.rangeClosed(1, 4).mapToDouble(quarter -> flat.median(quarter, Sample::p99)))
                .containsExactly(1.0, 4.0, 7.0, 10.0);
    }

    @Test
    void median_unknownValues_areLeftOut() {
        List<Sample> samples = List.of(
                sample(1, -1),
                sample(1, -1),
                sample(1, -1),
                sample(1, 8),
                sample(1, -1),
                sample(1, -1),
                sample(1, -1),
                sample(1, -1));
        assertThat(new Flatness(samples).median(2, Sample::megabytes)).isEqualTo(8);
        assertThat(new Flatness(samples).median(4, Sample::megabytes)).isNaN();
    }

    @Test
    void rows_everythingFlat_reachTheirGoals() {
        List<Row> rows =
                rows(IntStream.range(0, 12).mapToObj(i -> sample(100 + i, 50)).toList());
        assertThat(rows).extracting(Row::verdict).containsExactly("yes", "yes", "", "no"); // 10 s are not 2 minutes
    }

    @Test
    void rows_heapOrLatencyThatGrow_doNot() {
        List<Row> rows = rows(IntStream.range(0, 12)
                .mapToObj(i -> sample(100 + 20 * i, 50 + i))
                .toList());
        assertThat(rows).extracting(Row::verdict).startsWith("no", "no");
        assertThat(rows.get(0).value().median()).isEqualTo(60 / 54.0);
        assertThat(rows.get(1).value().median()).isEqualTo(300 / 180.0);
    }

    @Test
    void rows_heapThatIsNotKnown_doNotReachTheGoal() {
        assertThat(rows(IntStream.range(0, 12).mapToObj(i -> sample(1, -1)).toList())
                        .get(0)
                        .verdict())
                .isEqualTo("no");
    }

    @Test
    void figures_tooFewSamples_haveNoQuarters() {
        assertThat(new Flatness(List.of(sample(1, 1), sample(1, 1), sample(1, 1))).figures(1))
                .containsOnlyKeys("soak.minutes.asked", "soak.minutes.lasted");
        assertThat(new Flatness(List.of()).figures(1)).containsKey("soak.minutes.lasted");
    }

    @Test
    void csv_ofASample_hasAValueForEachHead() {
        Sample sample = Sample.of(10.5, turn(), STATE);
        assertThat(sample.csv().split(",", -1)).hasSameSizeAs(Sample.HEAD.split(",", -1));
        assertThat(sample.csv()).startsWith("10.500,20000.000,").endsWith(",100.000,3.000,4,5,6,7,8,9");
    }

    @Test
    void csv_beforeTheFirstCollection_leavesTheHeapEmpty() {
        assertThat(Sample.of(1, turn(), heap(-1)).csv()).endsWith(",100.000,,0,0,0,0,0,0");
    }

    @Test
    void state_asText_isReadAgain() {
        assertThat(SoakState.parse(STATE.text())).isEqualTo(STATE);
        assertThatThrownBy(() -> SoakState.parse("1 2")).hasMessageContaining("1 2");
    }

    @Test
    void take_severalCollections_givesTheLeastSinceTheLastTime() {
        HeapAfterGc heap = new HeapAfterGc();
        assertThat(heap.take()).isEqualTo(-1);
        heap.found(30);
        heap.found(20);
        heap.found(40);
        assertThat(heap.take()).isEqualTo(20);
        assertThat(heap.take()).isEqualTo(40);
    }

    @Test
    void listening_aCollection_isHeard() {
        HeapAfterGc heap = HeapAfterGc.listening();
        long end = System.nanoTime() + 10_000_000_000L;
        long heard = -1;
        while (heard < 0 && System.nanoTime() < end) {
            System.gc();
            heard = heap.take();
        }
        assertThat(heard).isBetween(1L << 20, Runtime.getRuntime().maxMemory());
    }

    @Test
    void play_serverThatGoesAway_keepsWhatIsSampled(@TempDir Path folder) throws Exception {
        List<String> said = new ArrayList<>();
        int[] turns = {0};
        Map<String, Figure> figures = new Soak(Duration.ofHours(1), folder, said::add)
                .play(
                        millis -> {
                            if (turns[0]++ == 5) {
                                throw new ExecutionException(new IOException("the server closed the connection"));
                            }
                            return turn();
                        },
                        () -> STATE);
        assertThat(said.toString()).contains("ended early: the server closed the connection");
        assertThat(Files.readAllLines(folder.resolve(Soak.FILE))).hasSize(1 + 5).startsWith(Sample.HEAD);
        assertThat(folder.resolve(Soak.PICTURE)).content().contains("20000 calls a second");
        assertThat(figure(figures, "soak.calls-a-second.last-quarter").median()).isEqualTo(20_000);
        assertThat(figure(figures, "soak.minutes.lasted").median()).isLessThan(1);
        assertThat(figure(figures, "soak.minutes.asked").median()).isEqualTo(60);
    }

    @Test
    void play_interrupted_keepsWhatIsSampled(@TempDir Path folder) throws IOException {
        int[] turns = {0};
        Soak soak = new Soak(Duration.ofHours(1), folder, line -> {});
        assertThatThrownBy(() -> soak.play(
                        millis -> {
                            if (turns[0]++ == 2) {
                                throw new InterruptedException();
                            }
                            return turn();
                        },
                        () -> STATE))
                .isInstanceOf(InterruptedException.class);
        assertThat(Files.readAllLines(folder.resolve(Soak.FILE))).hasSize(1 + 2);
        assertThat(folder.resolve(Soak.PICTURE)).isNotEmptyFile();
    }

    @Test
    void svg_withoutSamples_saysSo() {
        assertThat(SoakPlots.svg(List.of())).contains("Nothing was sampled.");
    }

    @Test
    void traffic_requests_areOfACrowdThatStaysAndOfNewcomers() {
        SoakTraffic traffic = new SoakTraffic(10_000, 1);
        int requests = 1 << 19;
        int probes = 0;
        Map<String, Integer> newcomers = new HashMap<>();
        Set<String> crowd = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            String address = traffic.address(i);
            probes += traffic.path(i).startsWith(SoakTraffic.NOT_THERE) ? 1 : 0;
            assertThat(traffic.path(i).startsWith(SoakTraffic.NOT_THERE)).isEqualTo(traffic.isAttack(i));
            if (address.startsWith("10.")) {
                crowd.add(address);
            } else {
                newcomers.merge(address, 1, Integer::sum);
            }
        }
        assertThat(crowd).hasSize(10_000);
        int calls = newcomers.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(calls / (double) requests).isBetween(.22, .25);
        assertThat(calls / (double) newcomers.size()).isBetween(5.0, 7.0);
        assertThat(probes / (double) requests).isBetween(.045, .06);
        assertThat(traffic.address(requests / 2)).isEqualTo(new SoakTraffic(10_000, 1).address(requests / 2));
    }

    /** By a clock of its own: how fast this machine is must not matter. */
    @Test
    void traffic_throughTheGate_getsAttackersBannedAndUsersServed() throws IOException {
        SoakTraffic traffic = new SoakTraffic(1_000, 1);
        Gate gate = new Gate(Policy.observing().in(Mode.ENFORCE), ShippedModel.read(), 1 << 15, 1 << 12, 1);
        int[] calls = new int[2];
        int[] refused = new int[2];
        for (int i = 0; i < 1 << 17; i++) {
            int who = traffic.isAttack(i) ? 1 : 0;
            Ip client = Objects.requireNonNull(Ip.parse(traffic.address(i)));
            Call call = new Call(client, "GET " + traffic.path(i), i * 4L); // those who stay call every four seconds
            calls[who]++;
            if (gate.judge(call).refuses()) {
                refused[who]++;
            } else {
                gate.observe(call, Outcome.of(who == 1 ? 404 : 200));
            }
        }
        assertThat(refused[1] / (double) calls[1]).isGreaterThan(.5);
        assertThat(refused[0] / (double) calls[0]).isLessThan(.01);
    }

    @Test
    void run_serverInAProcessOfItsOwn_isSampled(@TempDir Path folder) throws Exception {
        List<String> said = new ArrayList<>();
        Map<String, Figure> figures = new Soak(Duration.ofMillis(3_500), folder, said::add)
                .run(Bench.command(SoakServer.class, List.of("100000"), "-Xmx256m", Rounds.QUIET));
        assertThat(said).isEmpty();
        assertThat(figure(figures, "soak.calls-a-second.last-quarter").median()).isPositive();
        assertThat(figure(figures, "soak.clients.last-quarter").median()).isPositive();
        assertThat(figure(figures, "soak.threads.last-quarter").median()).isGreaterThan(8);
        assertThat(Files.readAllLines(folder.resolve(Soak.FILE))).hasSize(1 + 4);
    }

    @Test
    void run_serverThatDoesNotStart_saysSo(@TempDir Path folder) {
        Soak soak = new Soak(Duration.ofSeconds(1), folder, line -> {});
        assertThatThrownBy(() -> soak.run(List.of("true")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start");
    }
}
