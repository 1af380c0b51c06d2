package io.abatis.demo;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test against a running demo, one for the class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DemoTest {

    private DemoServer server;
    private Visitor visitor;

    @BeforeAll
    void startDemo() throws IOException {
        server = prepared(new DemoServer(0)).start();
        visitor = new Visitor(server.home());
    }

    @AfterAll
    void stopDemo() {
        server.close();
    }

    /** The server before its start: the place for context attributes. */
    DemoServer prepared(DemoServer demo) throws IOException {
        return demo;
    }

    Visitor visitor() {
        return visitor;
    }

    int port() {
        return server.port();
    }

    /** What must not do anything, wherever it is sent. */
    static Stream<String> hostile() {
        return Stream.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "';alert(1)//",
                "</script><script>alert(1)</script>",
                "javascript:alert(1)",
                "; id",
                "$(id)",
                "`id`",
                "| id",
                "&& id",
                "--help",
                "-rf",
                "../../etc/passwd",
                "..\\..\\etc\\passwd",
                "/etc/passwd",
                "books.csv\0.txt",
                "books.csv\n/etc/passwd",
                "\r\nX-Injected: yes",
                "\u202egnp.exe",
                "\uff0e\uff0e\uff0fetc\uff0fpasswd",
                "%s%n%x",
                "x".repeat(2000));
    }
}
