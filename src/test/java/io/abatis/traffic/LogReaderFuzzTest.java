package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.abatis.Mutants;
import io.abatis.traffic.LogFormat.UnreadableLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogReaderFuzzTest {

    private static final byte[] ACCESS = """
            10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET /a?b HTTP/1.1" 200 12 "-" "x"
            2001:db8::1 - bob [01/Jan/2020:00:00:00 -0730] "POST /c/%20 HTTP/2" 404 0
            """.getBytes(StandardCharsets.UTF_8);
    private static final byte[] CALLS =
            ("Time,IP_Address,API_Call\r\n23:59:59,10:0:0:1,Rarely\r\n00:00:01,10.0.0.1,\"GET /a,\"\"b\"\"\"\r\n"
                            + "2015-05-17T10:05:03.123Z,2001:db8::1,POST /c%20d\r\n")
                    .getBytes(StandardCharsets.UTF_8);

    /** Ten times the longest line that is kept. */
    private static final int LONG = 650_000;

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] log) throws IOException {
        check(log);
    }

    @Property(seed = "1")
    void read_mutant_countsEveryLine(@ForAll long number) throws IOException {
        check(Mutants.of(ACCESS, number));
        check(Mutants.of(CALLS, number));
    }

    @Test
    void read_truncatedAnywhere_countsEveryLine() throws IOException {
        for (byte[] whole : List.of(ACCESS, CALLS)) {
            for (int length = 0; length < whole.length; length++) {
                check(Arrays.copyOf(whole, length));
            }
        }
    }

    private static LogReader.Result read(InputStream in, List<LogEntry> entries) throws IOException {
        return LogReader.read(in, Reading.DEFAULT, entries::add);
    }

    private static void check(byte[] log) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        LogReader.Result result = read(new ByteArrayInputStream(log), entries);

        String text = new String(log, StandardCharsets.UTF_8);
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        boolean isCalls = Arrays.stream(unmarked.split("\n", -1)) // a return alone ends no line
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .map(CallLog::isHeader)
                .orElse(false);
        long filled = Arrays.stream(unmarked.split("\n", -1))
                .filter(line -> !line.isBlank() && !(isCalls && CallLog.isHeader(line)))
                .count();
        assertThat(result.entries()).isEqualTo(entries.size());
        assertThat(result.entries() + result.unreadable()).isEqualTo(filled);
        entries.forEach(LogReaderFuzzTest::assertIsWrittenAndReadBack);
    }

    private static void assertIsWrittenAndReadBack(LogEntry entry) {
        assertThat(entry.call()).matches("[A-Z]+ [!-~]{1,200}");
        try {
            String line = CallLog.line(entry.timeMillis(), entry.client(), entry.call());
            LogEntry again = Objects.requireNonNull(new CallLog.Format(Reading.DEFAULT).read(line.strip()));
            assertThat(again.timeMillis()).isEqualTo(entry.timeMillis());
            assertThat(again.client()).isEqualTo(entry.client());
            assertThat(again.call()).isEqualTo(entry.call());
        } catch (UnreadableLine e) {
            throw new AssertionError("what was written is not read: " + entry, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "[", "]", ",", " ", "%", "/", "/../", ";", "1.", ":", "\"\"", ",\"", "\uFEFF"})
    void read_linesOfOnePiece_takeLinearTime(String piece) {
        String line = piece.repeat(LONG / piece.length());
        String access = "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /";
        String log = String.join("\n", line, access + line, access + line + "\" 200", "00:00:01,10.0.0.1," + line);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (String header : new String[] {"", CallLog.HEADER + "\n"}) {
                byte[] bytes = (header + (log + "\n").repeat(5)).getBytes(StandardCharsets.UTF_8);
                LogReader.Result result = read(new ByteArrayInputStream(bytes), new ArrayList<>());
                assertThat(result.entries() + result.unreadable()).isBetween(15L, 20L);
            }
        });
    }

    @Test
    void read_endlessLine_takesNoMemoryForIt() throws IOException {
        long size = 100_000_000;
        InputStream endless = new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int count = (int) Math.min(left, length);
                Arrays.fill(bytes, from, from + count, (byte) 'a');
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        LogReader.Result result = read(endless, new ArrayList<>());

        assertThat(result.unreadable()).isOne();
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(5_000_000);
    }
}
