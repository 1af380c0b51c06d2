package io.abatis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandServletTest extends DemoTest {

    @Override
    DemoServer prepared(DemoServer demo) {
        List<Command> commands = new ArrayList<>(Command.installed());
        commands.add(new Command("hang", "Takes too long.", List.of("/bin/sleep", "60"), Argument.NONE));
        commands.add(new Command("markup", "Prints markup.", List.of("/usr/bin/printf", "<b>x</b>"), Argument.NONE));
        return demo.with(CommandServlet.COMMANDS, commands);
    }

    @ParameterizedTest
    @CsvSource({
        "echo, good morning, 'good morning\n'",
        "echo, 100.5, '100.5\n'",
        "wc, books.csv, ' 3  7 50 books.csv\n'",
    })
    void run_allowedArgument_givesItsOutput(String name, String argument, String output) throws Exception {
        JsonNode result = visitor().json("/command?name=" + name + "&arg=" + Visitor.encoded(argument));

        assertThat(result.get("exit").asInt()).isZero();
        assertThat(result.get("output").asText()).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource({"date, UTC", "ls, books.csv"})
    void run_noArgument_givesItsOutput(String name, String expected) throws Exception {
        JsonNode result = visitor().json("/command?name=" + name);

        assertThat(result.get("end").asText()).isEqualTo("EXIT");
        assertThat(result.get("output").asText()).contains(expected);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void run_hostileArgument_runsNothing(String argument) throws Exception {
        for (String name : new String[] {"date", "echo", "ls", "wc"}) {
            for (String accept : new String[] {Visitor.HTML, Visitor.JSON}) {
                HttpResponse<String> answer =
                        visitor().get("/command?name=" + name + "&arg=" + Visitor.encoded(argument), accept);
                if (name.equals("echo") && argument.startsWith("xx")) {
                    continue;
                }
                assertRefused(answer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void run_hostileName_runsNothing(String name) throws Exception {
        assertRefused(visitor().get("/command?name=" + Visitor.encoded(name), Visitor.HTML));
        assertRefused(visitor().get("/command?name=" + Visitor.encoded(name) + "&arg=x", Visitor.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=wc",
                "name=wc&arg=readings",
                "name=wc&arg=absent.txt",
                "name=wc&arg=.",
                "name=date&arg=-u",
                "name=echo",
                "name=echo&arg=-n",
                "name=ls&arg=-R",
                "name=Date",
                "name=/bin/date",
                "name=date%00",
                "arg=date",
                "name=wc&arg=--files0-from%3D/etc/passwd",
                "name=echo&arg=%25s",
                "name=sh&arg=-c"
            })
    void run_whatTheTableDoesNotAllow_runsNothing(String query) throws Exception {
        assertRefused(visitor().get("/command?" + query, Visitor.JSON));
    }

    @Test
    void run_outputWithMarkup_isEncoded() throws Exception {
        assertThat(visitor().get("/command?name=markup", Visitor.HTML).body())
                .contains("&lt;b&gt;x&lt;/b&gt;")
                .doesNotContain("<b>x");
    }

    @Test
    void run_moreAtOnceThanAllowed_asksToRetryLater() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        for (int i = 0; i < CommandServlet.LIMITS.atOnce() + 2; i++) {
            running.add(visitor().begin("/command?name=hang", Visitor.JSON));
        }
        List<HttpResponse<String>> answers =
                running.stream().map(CompletableFuture::join).toList();

        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 503)
                .hasSize(2)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2"));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200)
                .hasSize(CommandServlet.LIMITS.atOnce())
                .allSatisfy(answer -> assertThat(answer.body()).contains("\"TIME\""));
    }

    @Test
    void get_withoutParameters_showsTheForm() throws Exception {
        HttpResponse<String> answer = visitor().get("/command", Visitor.HTML);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<option selected>date</option>", "What can be run");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
        assertThat(answer.body())
                .contains("Nothing was run")
                .doesNotContain("uid=", "root:", "Usage", "<script>", "<img src=x", "\"output\"");
    }
}
