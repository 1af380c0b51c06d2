package io.abatis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls go, and where they come in. */
final class UpstreamTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:3000, http://127.0.0.1:3000",
        "http://127.0.0.1:3000/, http://127.0.0.1:3000",
        "HTTP://app, http://app:80",
        "https://app.example, https://app.example:443",
        "http://[::1]:3000, http://[::1]:3000",
    })
    void parse_serverAlone_isThatServer(String text, String upstream) {
        assertThat(Upstream.parse(text)).hasToString(upstream);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://app/base | has something behind the host",
                "http://app?x | has something behind the host",
                "http://app/#x | has something behind the host",
                "ftp://app | begins neither with http:// nor with https://",
                "app:3000 | begins neither",
                "127.0.0.1:3000 | is no URL",
                "'' | begins neither",
                "http:// | is no URL",
                "http://:3000 | names no host",
                "http://a_b:3000 | names no host",
                "http://app:0 | port that is not between 1 and 65535",
                "http://app:65536 | port that is not between 1 and 65535",
                "http://a b | is no URL",
            })
    void parse_anythingElse_isToldWithAnExample(String text, String why) {
        assertThatThrownBy(() -> Upstream.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("http://127.0.0.1:3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hunter2@app", "https://hunter2@app:1"})
    void parse_userInfo_isRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> Upstream.parse(text))
                .hasMessageContaining("user or password")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "0.0.0.0:0, 0.0.0.0, 0",
        "[::1]:8080, ::1, 8080",
        "localhost:65535, localhost, 65535"
    })
    void listen_hostAndPort_areThese(String text, String host, int port) {
        assertThat(Listen.parse(text)).isEqualTo(new Listen(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8080", ":8080", "::1:8080", "[]:80", "a:", "a:x", "a:65536", "a:-1", "a b:1", "a:1:2", "a:٨"
            })
    void listen_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Listen.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.1:8080");
    }
}
