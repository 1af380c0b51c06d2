package io.abatis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://localhost",
                "HTTP://LOCALHOST:1",
                "http://[::1]:8080/",
                "http://127.255.0.9/app/"
            })
    void parse_thisMachine_isAccepted(String text) {
        assertThat(LoopbackUrl.parse(text).at("/api/rarely").getPath()).endsWith("/api/rarely");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://localhost@example.com",
                "http://user@localhost",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "http://[::]",
                "http://[2001:db8::1]",
                "http://127.1",
                "http://127.0.0.256",
                "http://0x7f000001",
                "https://localhost",
                "ftp://localhost",
                "http://localhost/?a=b",
                "http://localhost/#a",
                "localhost:8080",
                "http:localhost",
                "http://",
                "/",
                "",
                "not a url"
            })
    void parse_anywhereElse_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoopbackUrl.parse(text))
                .withMessageContaining("'");
    }

    @Test
    void at_pathBeforeTheRoutes_isKept() {
        assertThat(LoopbackUrl.parse("http://localhost:8080/app/").at("/api/often8"))
                .hasToString("http://localhost:8080/app/api/often8");
    }

    @Test
    void port_absent_isEighty() {
        assertThat(LoopbackUrl.parse("http://localhost").port()).isEqualTo(80);
    }
}
