package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.abatis.traffic.TrafficGenerator.Notation;
import io.abatis.traffic.TrafficGenerator.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrequencyTableTest {

    /** The matrix that the reference program prints for seed 52. */
    private static final int[][] REFERENCE = {
        {48, 23, 38, 43, 43, 47, 55, 57, 33, 40, 46, 51, 29, 42},
        {49, 31, 41, 43, 40, 41, 55, 48, 22, 51, 47, 38, 32, 54},
        {38, 60, 47, 38, 55, 54, 44, 55, 28, 33, 35, 51, 30, 39},
        {50, 48, 50, 48, 43, 31, 49, 57, 24, 40, 43, 39, 42, 40},
        {59, 39, 48, 40, 38, 40, 34, 43, 24, 46, 42, 45, 44, 33},
        {52, 45, 55, 41, 38, 54, 50, 39, 30, 39, 35, 33, 35, 48},
        {45, 45, 47, 42, 47, 48, 49, 39, 31, 41, 38, 44, 41, 49},
        {41, 41, 38, 45, 52, 60, 29, 44, 28, 45, 44, 43, 31, 29},
        {40, 36, 47, 41, 40, 48, 41, 52, 31, 28, 32, 55, 29, 37},
        {40, 57, 58, 39, 39, 42, 48, 42, 29, 44, 45, 47, 28, 38},
        {36, 37, 49, 37, 56, 34, 52, 45, 25, 55, 50, 39, 44, 31},
        {55, 39, 43, 50, 37, 47, 39, 43, 26, 38, 39, 38, 32, 42},
        {52, 36, 43, 38, 46, 57, 35, 37, 29, 27, 38, 27, 38, 40},
        {50, 43, 47, 43, 42, 47, 41, 54, 22, 35, 39, 44, 33, 43},
        {40, 48, 47, 37, 49, 43, 37, 47, 25, 37, 40, 38, 30, 36},
        {47, 44, 52, 40, 56, 51, 41, 45, 24, 37, 46, 39, 26, 38},
        {0, 0, 0, 0, 0, 0, 0, 1, 54, 4, 6, 10, 23, 11},
        {0, 1, 0, 0, 0, 0, 0, 0, 46, 12, 7, 9, 23, 15},
        {0, 1, 0, 0, 0, 0, 0, 0, 41, 9, 6, 5, 22, 18},
        {0, 0, 0, 0, 0, 0, 0, 0, 52, 12, 10, 4, 34, 15},
        {0, 0, 0, 0, 0, 0, 0, 0, 54, 9, 4, 9, 25, 14},
        {0, 1, 1, 1, 0, 0, 0, 0, 43, 5, 7, 12, 28, 16},
    };

    private static FrequencyTable table(String log) throws IOException {
        FrequencyTable table = new FrequencyTable();
        LogReader.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), Reading.DEFAULT, table::add);
        return table;
    }

    private static FrequencyTable reference() throws IOException {
        StringBuilder log = new StringBuilder();
        new TrafficGenerator(new Plan(
                        BigInteger.valueOf(52),
                        10_000,
                        .8,
                        50,
                        TrafficGenerator.ROUTES,
                        TrafficGenerator.BENIGN,
                        TrafficGenerator.HACKERS,
                        Notation.COLONS))
                .write(log);
        return table(log.toString());
    }

    private static String csv(FrequencyTable table) throws IOException {
        StringWriter text = new StringWriter();
        table.write(CsvWriter.builder().build(text));
        return text.toString();
    }

    @Test
    void counts_referenceLog_areTheReferenceMatrix() throws IOException {
        FrequencyTable table = reference();

        assertThat(table.calls())
                .containsExactly(
                        "Often1",
                        "Often2",
                        "Often3",
                        "Often4",
                        "Often5",
                        "Often6",
                        "Often7",
                        "Often8",
                        "Rarely",
                        "Regularly1",
                        "Regularly2",
                        "Regularly3",
                        "Sometimes1",
                        "Sometimes2");
        assertThat(table.clients())
                .hasSize(22)
                .isSorted()
                .startsWith("172:144:0:22")
                .endsWith("175:144:22:7");
        int[][] counts = table.clients().stream()
                .map(client -> table.calls().stream()
                        .mapToInt(call -> table.count(client, call))
                        .toArray())
                .toArray(int[][]::new);
        assertThat(counts).isDeepEqualTo(REFERENCE);
    }

    @Test
    void write_referenceLog_isHeaderAndRowsInOrder() throws IOException {
        List<String> lines = csv(reference()).lines().toList();

        assertThat(lines).hasSize(23);
        assertThat(lines.get(0)).startsWith("client,Often1,Often2,").endsWith(",Sometimes1,Sometimes2");
        assertThat(lines.get(22))
                .isEqualTo("175:144:22:7,"
                        + String.join(
                                ",",
                                Arrays.stream(REFERENCE[21])
                                        .mapToObj(Integer::toString)
                                        .toList()));
    }

    @Test
    void count_unknownClientOrCall_isNone() throws IOException {
        FrequencyTable table = table("Time,IP_Address,API_Call\n00:00:01,10.0.0.1,/a\n");

        assertThat(table.count("10.0.0.1", "/a")).isOne();
        assertThat(table.count("10.0.0.1", "/b")).isZero();
        assertThat(table.count("10.0.0.2", "/a")).isZero();
    }

    @Test
    void write_hostileCalls_areInertInASpreadsheetAndOnATerminal() throws IOException {
        String text = csv(table("""
                Time,IP_Address,API_Call
                00:00:01,10.0.0.1,=cmd|' /C calc'!A0
                00:00:02,10.0.0.1,+1
                00:00:03,10.0.0.1,-1
                00:00:04,10.0.0.1,@SUM(A1)
                00:00:05,10.0.0.1,\033[31mred\u009b31m
                00:00:06,10.0.0.1,\t=1+1
                """));

        assertThat(text).contains("'=cmd", "'+1", "'-1", "'@SUM", "?[31mred?31m", "?=1+1");
        assertThat(text.chars().filter(Character::isISOControl).filter(c -> c != '\r' && c != '\n'))
                .isEmpty();
    }

    @Test
    void write_hostileZone_isInertOnATerminal() throws IOException {
        String text = csv(table("Time,IP_Address,API_Call\n00:00:01,fe80::1%\u001b[31m,/a\n"));

        assertThat(text).contains("fe80::1%?[31m");
    }

    @Test
    void write_empty_isTheHeaderAlone() throws IOException {
        assertThat(csv(new FrequencyTable()).strip()).isEqualTo("client");
    }
}
