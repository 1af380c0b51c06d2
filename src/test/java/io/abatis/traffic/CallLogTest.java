package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.RouteNames;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallLogTest {

    private static LogEntry written(long time, Ip client, String name) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        String log = CallLog.HEADER + CallLog.CRLF + CallLog.line(time, client, name);
        LogReader.Result result = LogReader.read(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), Reading.DEFAULT, entries::add);

        assertThat(result).isEqualTo(new LogReader.Result(1, 0, null));
        assertThat(log.lines()).hasSize(2);
        return entries.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/rarely",
                "POST | /users/42",
                "GET | /a b",
                "GET | /100%",
                "GET | /a%20b",
                "GET | /a%2520b",
                "GET | /%",
                "GET | /caf\u00e9/\ud83d\ude00",
                "GET | /a,b",
                "GET | /a\"b",
                "GET | /a;b?c#d",
                "GET | /a+b",
                "GET | /a//b/../c/.",
                "GET | /\\0\\033[31m\\r\\n\\t",
                "=cmd | /a",
                "GET | no path",
                "BREW | /",
            })
    void line_nameOfACall_isReadBackAsTheSameName(String method, String path) throws IOException {
        String name = new RouteNames().name(method, path.translateEscapes());

        assertThat(written(1_700_000_000_000L, Ip.of("10.0.0.1"), name).call()).isEqualTo(name);
    }

    @Property(seed = "1", tries = 1_000)
    void line_anyCall_isReadBackAsTheSame(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long time,
            @ForAll long high,
            @ForAll long low,
            @ForAll("methods") String method,
            @ForAll("paths") String path)
            throws IOException {
        Ip client = new Ip(high, low);
        String name = new RouteNames().name(method, path);
        LogEntry entry = written(time, client, name);

        assertThat(entry.timeMillis()).isEqualTo(time);
        assertThat(entry.client()).isEqualTo(ClientResolver.SOCKETS.key(client));
        assertThat(entry.call()).isEqualTo(name);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "get", "", "=1+1", "\u001b", "a,b\"c");
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> pieces = Arbitraries.of(
                "/", "a", "%", "%25", "%2", "\"", ",", ";", "?", "#", "+", " ", "\r", "\n", "=", "..", "\u00e9",
                "\u0000", "12");
        return Combinators.combine(
                        pieces.list().ofMaxSize(12),
                        Arbitraries.strings().ofMaxLength(5).filter(CallLogTest::isWellFormed))
                .as((parts, rest) -> "/" + String.join("", parts) + rest);
    }

    /** No decoder of UTF-8 gives a lone surrogate. */
    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1, 1970-01-01T00:00:00.001Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "1700000000123, 2023-11-14T22:13:20.123Z"
    })
    void line_time_isIso8601(long millis, Instant time) {
        assertThat(CallLog.line(millis, Ip.of("2001:db8::1"), "GET /a,b"))
                .isEqualTo(time + ",2001:db8::1,\"GET /a,b\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Rarely, GET /api/rarely",
        "OFTEN8, GET /api/often8",
        "/files, GET /files",
        "/users/17, GET /users/{number}",
        "POST /users/17, POST /users/{number}",
        "DELETE /a%20b, DELETE /a%20b",
        "post /x, OTHER /x",
        "TITLE, GET /api/title",
    })
    void call_text_isNamed(String text, String name) {
        assertThat(CallLog.call(new RouteNames(), text)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "10.0.0.1, 10.0.0.1",
                "10:0:0:1, 10.0.0.1",
                "172:144:0:22, 172.144.0.22",
                "::1, ::",
                "1:2:3:4:5:6:7:8, 1:2:3:4::",
                "10:0:0:256, none",
                "10:0:0, none",
                "10:0.0:1, none",
                "10:0:0:01, none",
                "host, none",
                "'', none",
            })
    void client_text_isAddressOrNone(String text, @Nullable String client) {
        assertThat(CallLog.client(text)).isEqualTo(client == null ? null : Ip.of(client));
    }
}
