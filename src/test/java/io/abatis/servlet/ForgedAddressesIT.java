package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.count.ClientTable;
import io.abatis.forest.Model;
import io.abatis.forest.NamesModel;
import io.abatis.forest.ShippedModel;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Guards against a table of clients, or of bans, that grows with the addresses an attacker makes up, and against one that stays small by forgetting whom it
 * should remember. Each flood has a JVM of its own with a small heap, in which a full table takes 27 or 68 MB. The profile {@code long} makes all of them ten times
 * as large.
 */
final class ForgedAddressesIT {

    private static final String HEAP = "-Xmx112m";

    /** What a heap may grow by when the table is as full as before: windows of other clients, tables of names. */
    private static final double TOLERANCE_BYTES = 2 << 20;

    private static final long PATIENCE_SECONDS = 1_200_200;

    /** The flood outlasts the time in which the worth of an idle client would have halved, were it ten minutes. */
    private static final int ONE_CALL_SECONDS = 1_000;

    private static final int THREE_CALLS_SECONDS = 3_000;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"DEMO, 262144, 1000000, 1", "SHIPPED, 131072, 1000000, 3"})
    void forgedAddresses_fullTable_heapIsFlatAndKnownClientsKeepTheirCounts(
            Flood.Kind kind, int clients, int addresses, int each) throws Exception {
        Properties figures = pour(kind, clients, addresses, each);

        assertThat(number(figures, "tracked")).isEqualTo(clients);
        double table = ClientTable.bytes(clients, model(kind).layout().shape());
        assertThat(number(figures, "heap.late") - number(figures, "heap.empty")).isLessThan(table + TOLERANCE_BYTES);
        assertThat(number(figures, "heap.late")).isGreaterThan(table);
        assertFlat(figures);
        assertThat(number(figures, "refused")).isZero();
        assertThat(number(figures, "still.banned")).isEqualTo(Flood.KNOWN);
        assertThat(number(figures, "same.counts")).isEqualTo(Flood.KNOWN);
        assertThat(number(figures, "users.counted")).isEqualTo(2 * Flood.KNOWN);
    }

    @ParameterizedTest
    @CsvSource("65536, 1000000")
    void forgedAddresses_eachBanned_heapIsFlatAndUsersKeepTheirCounts(int clients, int addresses) throws Exception {
        Properties figures = pour(Flood.Kind.BANS, clients, addresses, 1);

        assertThat(number(figures, "refused")).isEqualTo(Math.max(addresses, Integer.getInteger("abatis.flood", 0)));
        assertThat(number(figures, "bans")).isBetween(90_000., 100_000.);
        assertFlat(figures);
        assertThat(number(figures, "users.counted")).isEqualTo(2 * Flood.KNOWN);
    }

    @ParameterizedTest
    @CsvSource("65536, 1000000")
    void forgedAddresses_duringWarmUp_heapIsFlat(int clients, int addresses) throws Exception {
        Properties figures = pour(Flood.Kind.WARM_UP, clients, addresses, 1);

        assertThat(number(figures, "tracked")).isZero();
        assertFlat(figures);
    }

    private static Model model(Flood.Kind kind) throws IOException {
        return kind == Flood.Kind.SHIPPED ? ShippedModel.read() : NamesModel.read();
    }

    private static void assertFlat(Properties figures) {
        assertThat(number(figures, "heap.late") - number(figures, "heap.early")).isLessThan(TOLERANCE_BYTES);
    }

    private Properties pour(Flood.Kind kind, int clients, int addresses, int each) throws Exception {
        int all = Math.max(addresses, Integer.getInteger("abatis.flood", 0));
        int seconds = each == 1 ? ONE_CALL_SECONDS : THREE_CALLS_SECONDS;
        String classPath = Packages.classPath().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = List.of(
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:MarkSweepDeadRatio=0", // or up to a twentieth of what is used may be dead
                "-cp",
                classPath,
                "-Dlogback.configurationFile=logback-without-audit.xml",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.dir=" + Path.of("").toAbsolutePath(),
                Flood.class.getName(),
                kind.name(),
                "" + clients,
                "" + all,
                "" + each,
                "" + seconds);
        Packages.Ended ended = Packages.java(folder, PATIENCE_SECONDS, arguments);
        assertThat(ended.exit()).as(ended.said()).isZero();
        System.out.printf("%s, %,d addresses of %d calls: %s%n", kind, all, each, figures(ended.said()));
        return figures(ended.said());
    }

    private static Properties figures(String said) throws IOException {
        Properties figures = new Properties();
        figures.load(new StringReader(
                said.lines().filter(line -> line.matches("[a-z.]+ = .*")).collect(Collectors.joining("\n"))));
        return figures;
    }

    private static double number(Properties figures, String name) {
        return Double.parseDouble(figures.getProperty(name, "NaN"));
    }
}
