package io.abatis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.abatis.gate.Event;
import io.abatis.gate.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class AuditLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CapturedLog captured = new CapturedLog();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void endCapture() {
        captured.close();
    }

    private AuditLog log(int queue) {
        return new AuditLog(queue, () -> 7, 64, nanos::get, PATIENCE);
    }

    /** The notes of the events written, in their order; of a line that tells what was left out, its message. */
    private List<String> written() {
        return captured.lines().stream().map(AuditLogTest::told).toList();
    }

    private static String told(String line) {
        AuditEvent event = AuditEvent.parse(line);
        return event.kind().equals("left-out")
                ? event.message().replaceAll(" (were|was) .*", "")
                : event.kind() + event.note();
    }

    @Test
    void on_eventsInOrder_writesThemInOrderWithIdsThatSort() {
        try (AuditLog log = log(100)) {
            IntStream.range(0, 50).forEach(i -> log.on(Samples.of(Kind.RELOADED, i / 10)));
            log.flush(PATIENCE);

            assertThat(captured.lines()).hasSize(50);
            List<String> ids = captured.lines().stream()
                    .map(line -> AuditEvent.parse(line).id())
                    .toList();
            assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-Z]{20}"));
            assertThat(log.dropped()).isZero();
        }
    }

    @Test
    void recent_moreThanAreKept_areTheNewestFirstAndFoundById() {
        try (AuditLog log = log(5_000)) {
            IntStream.range(0, 1_003).forEach(i -> log.on(Samples.of(Kind.RELOADED, i)));
            log.flush(PATIENCE);

            assertThat(log.recent(3)).extracting(entry -> entry.event().note()).containsExactly("1002", "1001", "1000");
            assertThat(log.recent(Integer.MAX_VALUE)).hasSize(AuditLog.KEPT);
            assertThat(log.recent(0)).isEmpty();
            assertThat(log.recent(-1)).isEmpty();
            AuditEntry entry = log.recent(1).get(0);
            assertThat(log.find(entry.id())).isSameAs(entry);
            assertThat(entry.json()).isEqualTo(captured.lines().get(1_002)).contains(entry.id());
            assertThat(log.find(AuditEvent.parse(captured.lines().get(2)).id())).isNull();
            assertThat(log.find("")).isNull();
        }
    }

    @Test
    void on_kinds_haveTheirLevels() {
        try (AuditLog log = log(100)) {
            for (Kind kind : Kind.values()) {
                log.on(Samples.of(kind, 0));
            }
            log.flush(PATIENCE);
        }
        Set<Kind> warning = EnumSet.of(Kind.TRIPPED, Kind.RELOAD_FAILED, Kind.LOGIN_REFUSED);
        assertThat(captured.levels())
                .isEqualTo(Stream.of(Kind.values())
                        .map(kind -> warning.contains(kind) ? Level.WARN : Level.INFO)
                        .toList());
    }

    /** The request's thread is not held up by an appender that hangs, and what matters most is kept. */
    @Test
    void on_hungAppenderAndFullQueue_leavesOutWhatMattersLess() {
        captured.hold();
        AuditLog log = log(4);
        log.on(Samples.of(Kind.RESTORED, 0));
        captured.awaitWriting();
        log.on(Samples.of(Kind.FLAGGED, 1));
        log.on(Samples.of(Kind.BANNED, 2));
        log.on(Samples.of(Kind.EXPIRED, 3));
        log.on(Samples.of(Kind.BANNED, 4));
        assertThat(log.dropped()).isZero();

        log.on(Samples.of(Kind.FLAGGED, 5));
        log.on(Samples.of(Kind.EXPIRED, 6));
        assertThat(log.dropped()).as("no room").isEqualTo(2);
        log.on(Samples.of(Kind.BANNED, 7));
        log.on(Samples.of(Kind.LOGIN_REFUSED, 8));
        log.on(Samples.of(Kind.BANNED, 9));
        assertThat(log.dropped())
                .as("3 and 1 made room for 7 and 8, 9 found none")
                .isEqualTo(5);
        log.on(Samples.of(Kind.CLEARED, 10));
        log.on(Event.of(Kind.BANNED, Samples.NOW, "root", "11"));
        log.on(Samples.of(Kind.TRIPPED, 12));
        assertThat(log.dropped()).as("8, 7 and 4 made room").isEqualTo(8);

        captured.letGo();
        log.close();
        assertThat(written()).containsExactly("restored0", "8 events", "banned2", "cleared10", "banned11", "tripped12");
        assertThat(captured.lines().get(1))
                .contains("\"left_out\":{\"banned\":3,\"expired\":2,\"flagged\":2,\"login-refused\":1}");
        assertThat(captured.levels().get(1)).isEqualTo(Level.WARN);
    }

    @Test
    void on_queueFullOfOperatorsActs_staysBounded() {
        captured.hold();
        try (AuditLog log = log(3)) {
            log.on(Samples.of(Kind.RESTORED, 0));
            captured.awaitWriting();
            IntStream.range(0, 1_000).forEach(i -> log.on(Samples.of(Kind.CLEARED, i)));
            assertThat(log.dropped()).isEqualTo(997);
            captured.letGo();
        }
        assertThat(written()).containsExactly("restored0", "997 events", "cleared0", "cleared1", "cleared2");
    }

    @Test
    void on_leftOutAgainWithinAMinute_isToldAMinuteLater() {
        captured.fail(true);
        AuditLog log = log(10);
        log.on(Samples.of(Kind.CLEARED, 0));
        log.flush(PATIENCE);
        captured.fail(false);
        nanos.addAndGet(MINUTE.toNanos());
        log.on(Samples.of(Kind.CLEARED, 1));
        log.flush(PATIENCE);
        assertThat(written()).as("the first telling failed, too").containsExactly("cleared1", "1 event");

        captured.fail(true);
        log.on(Samples.of(Kind.CLEARED, 2));
        log.flush(PATIENCE);
        captured.fail(false);
        log.on(Samples.of(Kind.CLEARED, 3));
        log.flush(PATIENCE);
        nanos.addAndGet(MINUTE.toNanos() / 2);
        log.on(Samples.of(Kind.CLEARED, 4));
        log.on(Samples.of(Kind.CLEARED, 5));
        log.flush(PATIENCE);
        nanos.addAndGet(MINUTE.toNanos() / 2);
        log.on(Samples.of(Kind.CLEARED, 6));
        log.flush(PATIENCE);
        log.close();

        assertThat(written())
                .containsExactly("cleared1", "1 event", "cleared3", "cleared4", "cleared5", "cleared6", "1 event");
        assertThat(log.dropped()).isEqualTo(2);
    }

    @Test
    void on_afterClose_isDropped() {
        AuditLog log = log(10);
        log.close();
        log.on(Samples.of(Kind.CLEARED, 1));
        log.flush(PATIENCE);
        log.close();

        assertThat(log.dropped()).isEqualTo(1);
        assertThat(captured.lines()).isEmpty();
        assertThat(log.recent(10)).isEmpty();
    }

    @Test
    void close_whileTheAppenderHangs_endsAndCountsWhatIsLost() throws InterruptedException {
        captured.hold();
        AuditLog log = new AuditLog(10, () -> 7, 64, nanos::get, Duration.ofMillis(10));
        IntStream.range(0, 5).forEach(i -> log.on(Samples.of(Kind.CLEARED, i)));
        captured.awaitWriting();

        log.close();

        assertThat(log.dropped()).isEqualTo(4);
        captured.letGo();
        captured.awaitLines(2);
        assertThat(written()).containsExactly("cleared0", "4 events");
    }

    @Test
    void subscribe_severalOfWhomOneFails_tellsTheOthersUntilTheyLeave() throws Exception {
        Logger own = (Logger) LoggerFactory.getLogger("io.abatis.audit-log");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        own.addAppender(said);
        own.setAdditive(false);
        List<String> first = new ArrayList<>();
        List<String> last = new ArrayList<>();
        try (AuditLog log = log(100)) {
            log.subscribe(entry -> first.add(entry.event().note()));
            log.subscribe(entry -> {
                throw new IllegalStateException("no luck");
            });
            AutoCloseable leaving = log.subscribe(entry ->
                    last.add(Objects.requireNonNull(log.find(entry.id())).id()));
            IntStream.range(0, 5).forEach(i -> log.on(Samples.of(Kind.CLEARED, i)));
            log.flush(PATIENCE);
            leaving.close();
            log.on(Samples.of(Kind.CLEARED, 5));
            log.flush(PATIENCE);
        } finally {
            own.detachAppender(said);
            own.setAdditive(true);
        }
        assertThat(first).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(last).hasSize(5);
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(3)
                .allMatch(message -> message.contains("subscriber failed") && message.contains("no luck"));
    }

    /** Its own complaints are no JSON: they must not be told to the logger whose lines are, nor to one below it. */
    @Test
    void on_appenderThatFails_complainsElsewhere() {
        captured.fail(true);
        try (AuditLog log = log(10)) {
            log.on(Samples.of(Kind.CLEARED, 1));
            log.flush(PATIENCE);
            captured.fail(false);
        }
        assertThat(captured.lines()).allMatch(line -> line.startsWith("{\"@timestamp\""));
    }

    @Test
    void construct_noRoom_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> log(0));
    }
}
