package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelloServletTest extends DemoTest {

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/hello?name=", "/hello?name=%20"})
    void get_withoutName_greetsTheWorld(String path) throws Exception {
        assertThat(visitor().get(path, Visitor.HTML).body()).contains("Hello, world!");
    }

    @Test
    void get_nameInAnyScript_isGreetedAsItIs() throws Exception {
        String name = "Zoë 李 \ud83e\udd89";

        assertThat(visitor()
                        .get("/hello?name=" + Visitor.encoded(name), Visitor.HTML)
                        .body())
                .contains("Hello, " + name + "!");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void get_hostileName_bringsNoMarkupOfItsOwn(String name) throws Exception {
        HttpResponse<String> answer = visitor().get("/hello?name=" + Visitor.encoded(name), Visitor.HTML);

        assertThat(answer.statusCode()).isEqualTo(name.length() > 200 ? 400 : 200);
        assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
        assertThat(answer.body()).doesNotContain("<script>", "<img src=x", "\"><img src=x", "</script><script");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void getScript_hostileName_staysInsideTheString(String name) throws Exception {
        HttpResponse<String> answer = visitor().get("/hello.js?name=" + Visitor.encoded(name), "*/*");

        if (name.length() > 200) {
            assertThat(answer.statusCode()).isEqualTo(400);
            return;
        }
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        String literal = answer.body().lines().skip(1).findFirst().orElseThrow();
        assertThat(literal).matches("  const name = \"([^\"\\\\\\r\\n]|\\\\.)*\";");
        assertThat(answer.body().lines()).hasSize(5);
    }

    @Test
    void get_asJson_tellsTheThreeEncodings() throws Exception {
        JsonNode encoded = visitor().json("/hello?name=" + Visitor.encoded("<a b=\"c\">"));

        assertThat(encoded.get("html").asText()).isEqualTo("&lt;a b=\"c\"&gt;");
        assertThat(encoded.get("attribute").asText()).isEqualTo("&lt;a b=&#34;c&#34;>");
        assertThat(encoded.get("javascript").asText()).doesNotContain("\"", "<");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void get_longName_isRefusedBeyondTheLimit(int codePoints) throws Exception {
        String name = "\ud83e\udd89".repeat(codePoints);

        assertThat(visitor()
                        .get("/hello?name=" + Visitor.encoded(name), Visitor.HTML)
                        .statusCode())
                .isEqualTo(codePoints > 200 ? 400 : 200);
    }

    @Test
    void get_brokenEncoding_isRefused() throws Exception {
        HttpResponse<String> answer = visitor().get("/hello?name=%ff%fe", Visitor.HTML);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<h1>").doesNotContain("\tat ", "Exception");
    }
}
