package io.abatis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.traffic.LogReader;
import io.abatis.traffic.site.DemoTraffic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmarks print that have a process of their own. */
final class ProcessesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private Map<String, Double> printed() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
    }

    @Test
    void http_oneRound_isServedWithTheFilterAndWithout() throws Exception {
        HttpBench.play(1, 100, out);
        Map<String, Double> printed = printed();
        assertThat(printed.get("http.calls-a-second.with")).isPositive();
        assertThat(printed.get("http.calls-a-second.idle")).isPositive();
        assertThat(printed.get("http.calls-a-second.without")).isPositive();
        assertThat(printed.get("http.micros.99.9.with")).isGreaterThanOrEqualTo(printed.get("http.micros.50.0.with"));
        assertThat(printed.get("http.refused-percent.with")).isZero();
    }

    @Test
    void memory_fewClients_growsWithTheirCalls() throws Exception {
        MemoryBench.weigh(10_000, 10_000, out);
        Map<String, Double> printed = printed();
        assertThat(printed.get("16-columns.bytes")).isBetween(16.0, 2_000.0);
        assertThat(printed.get("jar.bytes")).isBetween(16.0, 10_000.0);
    }

    @Test
    void scaling_oneRound_largerForestsHaveMoreNodesAndAllHaveTimes() throws Exception {
        ScalingBench.measure(1, 1, 512, 500, out);
        Map<String, Double> printed = printed();
        assertThat(printed.get("scaling.depth.4.nodes-a-tree"))
                .isLessThanOrEqualTo(31)
                .isLessThan(printed.get("scaling.depth.unlimited.nodes-a-tree"));
        for (int trees : ScalingBench.TREES) {
            assertThat(printed.get("scaling.trees." + trees + ".full")).isPositive();
            assertThat(printed.get("scaling.trees." + trees + ".early")).isPositive();
        }
        for (int columns : ScalingBench.COLUMNS) {
            assertThat(printed.get("scaling.columns." + columns + ".gate")).isPositive();
        }
        assertThat(printed.get("scaling.trees.400.full")).isGreaterThan(printed.get("scaling.trees.10.full"));
    }

    @Test
    void start_filter_takesSomeTime(@TempDir Path folder) throws Exception {
        StartBench.start(folder, out);
        assertThat(printed().get("start.millis")).isPositive();
        assertThat(printed().get("start.processor-millis")).isNotNegative();
    }

    @Test
    void replay_siteLog_readsEveryLineOfIt(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("site.log");
        SiteLog.write(120_000, log);
        assertThat(LogReader.read(log, entry -> {})).isEqualTo(new LogReader.Result(120_000, 0, null));

        LogBench.replay(log, 0, out);
        assertThat(printed().get("replay.clients")).isGreaterThan(DemoTraffic.BENIGN + DemoTraffic.MALICIOUS);
        assertThat(printed().get("replay.first.lines-a-second")).isPositive();
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            assertThat(printed().get("replay.resident-megabytes")).isGreaterThan(10);
        }
    }
}
