package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.call.Naming;
import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogReaderTest {

    private static final String ACCESS =
            "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"x\"\n";
    private static final String CALLS = "Time,IP_Address,API_Call\r\n00:00:01,10:0:0:1,Rarely\r\n";

    @TempDir
    private Path folder = Path.of("");

    private final List<LogEntry> entries = new ArrayList<>();

    private LogReader.Result read(byte[] bytes) throws IOException {
        return LogReader.read(Files.write(folder.resolve("log"), bytes), entries::add);
    }

    private LogReader.Result read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CALLS,
                "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,Rarely\n",
                "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,Rarely",
                "\uFEFFTime,IP_Address,API_Call\r\n00:00:01,10.0.0.1,Rarely\r\n",
                "\r\n\n  \nTime,IP_Address,API_Call\n\n00:00:01,10.0.0.1,Rarely\n\n",
                "Time,IP_Address,API_Call\n00:00:01,\"10.0.0.1\",\"Rarely\"\n",
                "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,GET /api/rarely\n",
                "Time,IP_Address,API_Call\n00:00:01,10.0.0.1,/api/rarely\n",
                "Time,IP_Address,API_Call\n1970-01-01T00:00:01Z,::ffff:10.0.0.1,RARELY\n",
            })
    void read_callLog_isOneCall(String log) throws IOException {
        assertThat(read(log)).isEqualTo(new LogReader.Result(1, 0, null));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.client()).hasToString("10.0.0.1");
            assertThat(entry.call()).isEqualTo("GET /api/rarely");
            assertThat(entry.timeMillis()).isEqualTo(1_000);
            assertThat(entry.status()).isEqualTo(LogEntry.UNKNOWN_STATUS);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void read_accessLog_isOneCall(String before) throws IOException {
        assertThat(read(before + ACCESS)).isEqualTo(new LogReader.Result(1, 0, null));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.client()).hasToString("10.0.0.1");
            assertThat(entry.call()).isEqualTo("GET /a");
            assertThat(entry.callText()).isEqualTo("GET /a HTTP/1.1");
            assertThat(entry.timeText()).isEqualTo("17/May/2015:10:05:03 +0000");
            assertThat(entry.status()).isEqualTo(200);
        });
    }

    @Test
    void read_gzip_isReadByContent() throws IOException {
        assertThat(read(gzip(CALLS + CALLS)).entries()).isEqualTo(2);
    }

    @Test
    void read_gzipInTwoMembers_isReadToItsEnd() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip(ACCESS));
        both.write(gzip(ACCESS));

        assertThat(read(both.toByteArray()).entries()).isEqualTo(2);
    }

    @Test
    void read_truncatedGzip_failsAndNamesTheFile() throws IOException {
        byte[] whole = gzip(ACCESS.repeat(1_000));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 20)))
                .withMessageContaining(folder.resolve("log").toString());
    }

    @Test
    void read_gzipMagicAlone_failsAndNamesTheFile() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b}))
                .withMessageContaining(folder.resolve("log").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "Time,IP_Address,API_Call\r\n", "\uFEFF\n"})
    void read_noCall_isNoError(String log) throws IOException {
        assertThat(read(log)).isEqualTo(new LogReader.Result(0, 0, null));
    }

    @Test
    void read_folder_isSaid() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LogReader.read(folder, entries::add))
                .withMessage(folder + " is a folder, not a log");
    }

    @Test
    void read_missing_isSaid() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LogReader.read(folder.resolve("none"), entries::add))
                .withMessage(folder.resolve("none") + ": no such log");
    }

    @Test
    void read_badLines_areAllCountedAndTheFirstNamed() throws IOException {
        LogReader.Result result = read(ACCESS + "\n" + "rubbish\n" + ACCESS + "more\n\u0000\u0001\n");

        assertThat(result.entries()).isEqualTo(2);
        assertThat(result.unreadable()).isEqualTo(3);
        assertThat(result.firstUnreadable()).isEqualTo("line 3: it does not begin with an IP address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:00:01,10.0.0.1 | 2 fields where there should be 3",
                "00:00:01,10.0.0.1,a,b | 4 fields where there should be 3",
                "00:00:01,10.0.0.256,a | the second field is not an IP address",
                "00:00:01,,a | the second field is not an IP address",
                "00:00:01,10.0.0.1, | the third field names no call",
                "24:00:00,10.0.0.1,a | the first field is neither HH:MM:SS nor an ISO 8601 time",
                "0:0:1,10.0.0.1,a | the first field is neither",
                ",10.0.0.1,a | the first field is neither",
                "2015-02-29T00:00:00Z,10.0.0.1,a | the first field is neither",
                "+1000000000-01-01T00:00:00Z,10.0.0.1,a | the first field is neither",
                "-300000000-01-01T00:00:00Z,10.0.0.1,a | the first field is neither",
                "00:00:01,10.0.0.1,\"a | its quotes do not match",
                "00:00:01,10.0.0.1,\"a\"b | its quotes do not match",
            })
    void read_badCallLine_isCountedAndReported(String line, String cause) throws IOException {
        LogReader.Result result = read(CALLS + line + "\r\n" + "00:00:02,10.0.0.1,Rarely");

        assertThat(result.entries()).isEqualTo(2);
        assertThat(result.unreadable()).isOne();
        assertThat(result.firstUnreadable()).startsWith("line 3: " + cause);
    }

    @Test
    void read_timesOfDay_goOnAfterMidnight() throws IOException {
        read("""
                Time,IP_Address,API_Call
                23:59:59,10.0.0.1,a
                00:00:00,10.0.0.1,a
                00:00:00,10.0.0.1,a
                12:00:00,10.0.0.1,a
                00:00:01,10.0.0.1,a
                """);

        assertThat(entries)
                .extracting(LogEntry::timeMillis)
                .containsExactly(86_399_000L, 86_400_000L, 86_400_000L, 129_600_000L, 172_801_000L);
    }

    @Test
    void read_headerAgain_isNoCall() throws IOException {
        assertThat(read(CALLS + CALLS)).isEqualTo(new LogReader.Result(2, 0, null));
    }

    @Test
    void read_quotedCall_isUnquoted() throws IOException {
        read("Time,IP_Address,API_Call\n00:00:01,10.0.0.1,\"GET /a,\"\"b\"\"\"\n");

        assertThat(entries).extracting(LogEntry::call).containsExactly("GET /a,\"b\"");
    }

    @Test
    void read_lineWithoutEnd_isCutOffAndCounted() throws IOException {
        String endless = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /" + "a".repeat(3_000_000);

        LogReader.Result result = read(ACCESS + endless + "\" 200 1\n" + ACCESS);

        assertThat(result.entries()).isEqualTo(2);
        assertThat(result.unreadable()).isOne();
        assertThat(result.firstUnreadable()).startsWith("line 2: ");
    }

    @Test
    void read_longCall_isKeptWithinTheLongestLine() throws IOException {
        read("Time,IP_Address,API_Call\n00:00:01,10.0.0.1,/" + "a".repeat(1_000_000) + "\n00:00:02,10.0.0.1,/b\n");

        assertThat(entries).extracting(LogEntry::call).containsExactly("GET /(other)", "GET /b");
        assertThat(entries.get(0).callText().length()).isLessThan(65_536);
    }

    @Test
    void read_lineAcrossBuffers_isWhole() throws IOException {
        String log = "Time,IP_Address,API_Call\r\n" + "00:00:01,10.0.0.1,Rarely\r\n".repeat(10_000);

        assertThat(read(log)).isEqualTo(new LogReader.Result(10_000, 0, null));
        assertThat(entries).extracting(LogEntry::callText).containsOnly("Rarely");
    }

    @Property(seed = "1", tries = 300)
    void read_anyBytes_countsEveryLine(@ForAll byte[] bytes) throws IOException {
        assertCounted(bytes, "");
        assertCounted(bytes, "Time,IP_Address,API_Call\n");
    }

    @Property(seed = "1", tries = 1_000)
    void read_almostCallLog_countsEveryLine(@ForAll("almostCalls") String lines) throws IOException {
        assertCounted(lines.getBytes(StandardCharsets.UTF_8), "Time,IP_Address,API_Call\n");
    }

    @Property(seed = "1", tries = 1_000)
    void read_almostAccessLog_countsEveryLine(@ForAll("almostAccess") String lines) throws IOException {
        assertCounted(lines.getBytes(StandardCharsets.UTF_8), "");
    }

    private static void assertCounted(byte[] bytes, String header) throws IOException {
        String text = header + new String(bytes, StandardCharsets.UTF_8);
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        long filled = Arrays.stream(unmarked.split("\n", -1))
                .filter(line -> !line.isBlank())
                .filter(line -> !CallLog.isHeader(line))
                .count();
        LogReader.Result result = LogReader.read(
                new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Reading.DEFAULT,
                entry -> assertThat(entry.call()).matches("[A-Z]+ [!-~]+"));

        assertThat(result.entries() + result.unreadable()).isEqualTo(filled);
        assertThat(result.firstUnreadable() == null).isEqualTo(result.unreadable() == 0);
    }

    @Provide
    Arbitrary<String> almostCalls() {
        return pieces(
                "00:00:01", "+999999999-12-31T23:59:59Z", "2015-05-17T10:05:03+02:00", ",", "\"", "\"\"", "\r", "\n");
    }

    @Provide
    Arbitrary<String> almostAccess() {
        return pieces(
                " - - [",
                "17/May/2015:10:05:03 +0000",
                "99/Xyz/0000:99:99:99 -9999",
                "] \"",
                "\\",
                "\" 200 5",
                " ",
                "\n");
    }

    private static Arbitrary<String> pieces(String... ofFormat) {
        List<String> pieces = new ArrayList<>(List.of(ofFormat));
        pieces.addAll(List.of("10.0.0.1", "10:0:0:1", "fe80::1%x", "GET /a%2", "\uFEFF", "\ud800", "\u0000", "x", "é"));
        return Arbitraries.of(pieces).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Test
    void read_callsBelowAPrefixThatIsOff_areLeftOutAsLive() throws IOException {
        Path log = Files.writeString(folder.resolve("zones.log"), """
                192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /static/a.css HTTP/1.1" 200 1
                192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /static/../login HTTP/1.1" 200 1
                192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /statics HTTP/1.1" 200 1
                """);
        Naming naming = new Naming(List.of(), List.of("/static", "/login"));
        Reading reading = new Reading(new RouteNames(naming), ClientResolver.SOCKETS, Set.of("/static"));
        List<String> names = new ArrayList<>();
        LogReader.read(log, reading, entry -> names.add(entry.call()));
        assertThat(names).containsExactly("GET /login", "GET /statics");
    }
}
