package io.abatis.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodClassTest {

    @ParameterizedTest
    @CsvSource({
        "GET, READ",
        "HEAD, READ",
        "OPTIONS, READ",
        "POST, WRITE",
        "PUT, WRITE",
        "PATCH, WRITE",
        "DELETE, WRITE",
        "TRACE, OTHER",
        "CONNECT, OTHER",
        "PROPFIND, OTHER",
        "get, OTHER",
        "'', OTHER"
    })
    void of_namedCall_isTheClassOfItsMethod(String method, MethodClass expected) {
        RouteNames names = new RouteNames();
        for (String path : new String[] {"/", "/POST /x", "/GET", "", "/a b"}) {
            assertThat(MethodClass.of(names.name(method, path))).as(path).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "POSTS /", "/GET", " GET /", "rarely"})
    void of_noMethodAtAll_isOther(String call) {
        assertThat(MethodClass.of(call)).isEqualTo(MethodClass.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"GET, READ", "DELETE, WRITE"})
    void of_methodWithoutRoute_isItsClass(String call, MethodClass expected) {
        assertThat(MethodClass.of(call)).isEqualTo(expected);
    }
}
