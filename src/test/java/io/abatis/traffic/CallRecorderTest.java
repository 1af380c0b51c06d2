package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.call.Call;
import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The recorder on real files. */
final class CallRecorderTest {

    private static final String HEADER_LINE = CallLog.HEADER + CallLog.CRLF;
    private static final int MAX_BYTES = 4_096;
    private static final int MAX_FILES = 3;

    @TempDir
    private Path folder = Path.of("");

    private static Call call(int number) {
        return new Call(Ip.ofV4(0x0a000000 + number), "GET /a,\"b\"/" + number, 1_700_000_000_000L + number);
    }

    private CallRecorder recorder(Path file) throws IOException {
        return new CallRecorder(file, MAX_BYTES, MAX_FILES, 100_000);
    }

    /** Records calls with these numbers, all of which find room. */
    private void record(Path file, int from, int to) throws IOException {
        CallRecorder recorder = recorder(file);
        IntStream.range(from, to).mapToObj(CallRecorderTest::call).forEach(recorder::record);
        recorder.close();
        assertThat(recorder.written()).isEqualTo(to - from);
        assertThat(recorder.dropped()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<LogEntry> read(Path file) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        assertThat(LogReader.read(file, entries::add).unreadable()).isZero();
        return entries;
    }

    private static List<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("abatis-call-log"))
                .map(Thread::getId)
                .toList();
    }

    @Test
    void record_calls_areReadBackInOrder() throws IOException {
        Path file = folder.resolve("new/folders/calls.csv");

        record(file, 0, 20);

        assertThat(read(file)).extracting(LogEntry::timeMillis).isEqualTo(times(0, 20));
        assertThat(read(file)).extracting(LogEntry::client).startsWith(Ip.of("10.0.0.0"), Ip.of("10.0.0.1"));
        assertThat(Files.readString(file)).startsWith(HEADER_LINE).endsWith(CallLog.CRLF);
    }

    private static List<Long> times(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> call(i).timeMillis()).toList();
    }

    @Test
    void record_fullFiles_areSetAsideReadableAndBounded() throws IOException {
        record(folder.resolve("calls.csv"), 0, 2_000);

        assertThat(files()).hasSize(MAX_FILES + 1);
        List<Long> kept = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(text).startsWith(HEADER_LINE).endsWith(CallLog.CRLF);
            assertThat(text.indexOf(HEADER_LINE, 1)).as("a second header").isNegative();
            assertThat(Files.size(file)).isLessThanOrEqualTo(MAX_BYTES);
            read(file).forEach(entry -> kept.add(entry.timeMillis()));
        }
        kept.sort(null);
        assertThat(kept).hasSizeGreaterThan(100).isEqualTo(times(2_000 - kept.size(), 2_000));
    }

    @Test
    void open_logOfBefore_isGoneOnWithWithoutASecondHeader() throws IOException {
        Path file = folder.resolve("calls.csv");
        record(file, 0, 10);
        record(file, 10, 20);

        assertThat(read(file)).extracting(LogEntry::timeMillis).isEqualTo(times(0, 20));
        assertThat(Files.readString(file).indexOf(HEADER_LINE, 1)).isNegative();
    }

    @Test
    void open_logOfBeforeThatFillsUp_beginsTheNextFileWithAHeader() throws IOException {
        Path file = folder.resolve("calls.csv");
        record(file, 0, 40);
        record(file, 40, 100);

        assertThat(files())
                .hasSizeBetween(2, MAX_FILES + 1)
                .allSatisfy(part -> assertThat(Files.readString(part))
                        .startsWith(HEADER_LINE)
                        .doesNotContain(CallLog.CRLF + HEADER_LINE));
        assertThat(files().stream().mapToInt(part -> entries(part)).sum()).isEqualTo(100);
    }

    private static int entries(Path file) {
        try {
            return read(file).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void open_emptyFile_getsAHeader() throws IOException {
        Path file = Files.createFile(folder.resolve("calls.csv"));

        record(file, 0, 1);

        assertThat(Files.readString(file)).startsWith(HEADER_LINE);
    }

    @Test
    void open_folder_failsClearlyAndLeavesNoThread() {
        List<Long> before = threads();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recorder(folder))
                .withMessageStartingWith("the call log " + folder + " cannot be written: ")
                .withMessageContaining("directory");
        assertThat(threads()).isEqualTo(before);
    }

    @Test
    void open_belowAFile_failsClearlyAndLeavesNoThread() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("calls.csv");
        List<Long> before = threads();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recorder(file))
                .withMessageStartingWith("the call log " + file + " cannot be written: ");
        assertThat(threads()).isEqualTo(before);
    }

    @Test
    void close_twice_leavesNoThread() throws IOException {
        List<Long> before = threads();
        CallRecorder recorder = recorder(folder.resolve("calls.csv"));
        assertThat(threads()).hasSizeGreaterThan(before.size());
        recorder.record(call(1));

        recorder.close();
        recorder.close();

        assertThat(threads()).isEqualTo(before);
        assertThat(recorder.written()).isEqualTo(1);
    }

    @Test
    void record_fileThatCannotBeSetAside_isSaidOnceAndCounted() throws IOException {
        Path file = folder.resolve("calls.csv");
        // The place of the first file set aside is taken by a folder that is not empty.
        for (int i = 0; i < MAX_FILES; i++) {
            Files.createDirectories(folder.resolve("calls.csv." + i).resolve("taken"));
        }
        Logger logger = (Logger) LoggerFactory.getLogger(CallRecorder.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            CallRecorder recorder = recorder(file);
            IntStream.range(0, 500).mapToObj(CallRecorderTest::call).forEach(recorder::record);
            recorder.close();

            assertThat(recorder.dropped()).isPositive();
            assertThat(recorder.written() + recorder.dropped()).isEqualTo(500);
            assertThat(read(file)).hasSize((int) recorder.written());
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list.stream().map(ILoggingEvent::getFormattedMessage))
                .filteredOn(message -> message.contains("cannot be set aside"))
                .hasSize(1);
    }
}
