package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiServletTest extends DemoTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rarely",
                "sometimes1",
                "sometimes2",
                "regularly1",
                "regularly2",
                "regularly3",
                "often1",
                "often2",
                "often3",
                "often4",
                "often5",
                "often6",
                "often7",
                "often8"
            })
    void get_eachRoute_answersJson(String route) throws Exception {
        HttpResponse<String> answer = visitor().get("/api/" + route, "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(visitor().json("/api/" + route).get("route").asText()).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/", "/api", "/api/Often1", "/api/often1/", "/api/often9"})
    void get_unknownRoute_isProblem404(String path) throws Exception {
        HttpResponse<String> answer = visitor().get(path, "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void get_hostileRoute_repeatsNothing(String hostile) throws Exception {
        HttpResponse<String> answer = visitor().get("/api/x" + Visitor.encoded(hostile), "*/*");

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain(hostile).doesNotContain("\tat ", "jetty", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void send_otherMethod_isNotAllowed(String method) throws Exception {
        HttpResponse<String> answer = visitor().send(method, "/api/often1");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void head_route_hasLengthButNoBody() throws Exception {
        HttpResponse<String> head = visitor().send("HEAD", "/api/often1");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }
}
