package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.traffic.LogFormat.UnreadableLine;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessLogTest {

    private static LogEntry read(String line) throws UnreadableLine {
        return Objects.requireNonNull(new AccessLog(Reading.DEFAULT).read(line));
    }

    private static LogEntry request(String request) throws UnreadableLine {
        return read("10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"" + request + "\" 200 1");
    }

    private static LogEntry time(String time) throws UnreadableLine {
        return read("10.0.0.1 - - [" + time + "] \"GET / HTTP/1.1\" 200 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "GET /a HTTP/1.1 | GET /a",
                "GET /a?b=c HTTP/1.1 | GET /a",
                "GET / | GET /",
                "GET /users/42/posts HTTP/2.0 | GET /users/{number}/posts",
                "GET /a b HTTP/1.1 | GET /a%20b",
                "GET /a%20b HTTP/1.1 | GET /a%20b",
                "GET /%C3%A9 HTTP/1.1 | GET /%C3%A9",
                "GET http://host/a HTTP/1.1 | GET /a",
                "GET /a/../b HTTP/1.1 | GET /b",
                "GET /../../etc/passwd HTTP/1.1 | GET /etc/passwd",
                "GET /a;v=1 HTTP/1.1 | GET /a",
                "PROPFIND /a HTTP/1.1 | OTHER /a",
                "get /a HTTP/1.1 | OTHER /a",
                "OPTIONS * HTTP/1.1 | OPTIONS (other)",
                "- | OTHER (other)",
                "'' | OTHER (other)",
                "\\x16\\x03\\x01\\x02 | OTHER (other)",
                "\\x16\\x03 \\x01 \\x02 | OTHER (other)",
                "GET /a\\\"b HTTP/1.1 | GET /a\\\"b",
                "GET /%zz%4 HTTP/1.1 | GET /%25zz%254",
            })
    void read_request_isNamed(String request, String call) throws UnreadableLine {
        assertThat(request(request).call()).isEqualTo(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17/May/2015:10:05:03 +0000 | 2015-05-17T10:05:03Z",
                "17/May/2015:10:05:03 -0000 | 2015-05-17T10:05:03Z",
                "17/May/2015:10:05:03 +0200 | 2015-05-17T08:05:03Z",
                "17/May/2015:10:05:03 -0330 | 2015-05-17T13:35:03Z",
                "01/Jan/1970:00:00:00 +0545 | 1969-12-31T18:15:00Z",
                "29/Feb/2016:23:59:59 +0000 | 2016-02-29T23:59:59Z",
                "31/Dec/2024:23:00:00 -0100 | 2025-01-01T00:00:00Z",
            })
    void read_time_isInstant(String time, Instant instant) throws UnreadableLine {
        assertThat(time(time).timeMillis()).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "17/May/2015:10:05:03",
                "17/May/2015:10:05:03 +00000",
                "29/Feb/2015:10:05:03 +0000",
                "32/May/2015:10:05:03 +0000",
                "00/May/2015:10:05:03 +0000",
                "17/Xay/2015:10:05:03 +0000",
                "17/anF/2015:10:05:03 +0000",
                "17/may/2015:10:05:03 +0000",
                "17/May/2015:24:05:03 +0000",
                "17/May/2015:10:60:03 +0000",
                "17/May/2015:10:05:03 +0A00",
                "17/May/2015:10:05:03 X0000",
                "17/May/2015:10:05:03 0+000",
                "17-May-2015:10:05:03 +0000",
                "17/May/2015 10:05:03 +0000",
                "17/May/2015:10.05.03 +0000",
                "17\u001bMay/2015:10:05:03 +0000",
                "17/May/2015:10:05:03\u001b+0000",
                "\u0661\u0667/May/2015:10:05:03 +0000",
            })
    void read_badTime_isRefused(String time) {
        assertThatExceptionOfType(UnreadableLine.class)
                .isThrownBy(() -> time(time))
                .withMessageNotContaining("\u001b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 10.0.0.1",
                "::1 | ::",
                "2001:DB8::1 | 2001:db8::",
                "::ffff:10.0.0.1 | 10.0.0.1",
                "fe80::1%eth0 | fe80::"
            })
    void read_address_isClient(String text, String client) throws UnreadableLine {
        LogEntry entry = read(text + " - bob [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 304 -");

        assertThat(entry.client()).hasToString(client);
        assertThat(entry.clientText()).isEqualTo(text);
        assertThat(entry.status()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 | IP address",
                "10.0.0.1 | IP address",
                "- - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 | IP address",
                "10:0:0:1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 | IP address",
                "10.0.0.1 - - | no [time]",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000 | no [time]",
                "10.0.0.1 - - ] [ | no [time]",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] | no \"request\"",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1 | no \"request\"",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /\\\" 200 1 | no \"request\"",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /\\ | no \"request\"",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" | no status",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 20 | no status",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\"200 1 | no status",
                "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" - 1 | a number of 3 digits is missing",
            })
    void read_missingField_isNamed(String line, String named) {
        assertThatExceptionOfType(UnreadableLine.class)
                .isThrownBy(() -> read(line))
                .withMessageContaining(named);
    }

    /** The user is what the client has sent as its name; Apache escapes the quotes in it and nothing else. */
    @Test
    void read_userLikeALine_doesNotForgeTheCall() {
        String user = "x [01/Jan/2000:00:00:00 +0000] \\\"GET /forged HTTP/1.1\\\" 200";
        String line = "10.0.0.1 - " + user + " [17/May/2015:10:05:03 +0000] \"GET /true HTTP/1.1\" 401 1";

        assertThat(callOrNothing(line)).isNotEqualTo("GET /forged");
    }

    private static String callOrNothing(String line) {
        try {
            return read(line).call();
        } catch (UnreadableLine e) {
            return "";
        }
    }
}
