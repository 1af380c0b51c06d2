package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs are read as the filter with the same configuration would have seen their calls. */
final class ReadingOptionsTest {

    @TempDir
    private Path folder = Path.of("");

    private Path log = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void writeLogAndConfig() throws IOException {
        StringBuilder lines = new StringBuilder("Time,IP_Address,API_Call\r\n");
        for (int i = 0; i < 600; i++) {
            lines.append("%02d:%02d:00,2001:db8:0:%x::1,GET /users/%s\r\n"
                    .formatted(i / 60, i % 60, i % 12, "name" + i % 40));
            lines.append("%02d:%02d:30,10.0.0.%d,GET /rare/word%d\r\n".formatted(i / 60, i % 60, i % 5, i % 40));
        }
        log = Files.writeString(folder.resolve("calls.csv"), lines);
        config = Files.writeString(
                folder.resolve("abatis.conf"),
                "abatis { routes.templates = [\"/users/{name}\"], clients.ipv6-prefix = 32 }");
    }

    private Model train(Object... options) throws IOException {
        Path model = folder.resolve("some.model");
        Object[] all = new Object[9 + options.length];
        Object[] fixed = {
            "train", log, "--model", model, "--benign", "2001:db8::/32", "--benign", "10.0.0.0/31", "--trees=5"
        };
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);
        CommandRun.of(all).succeeds();
        return ModelFile.read(model);
    }

    @Test
    void train_withConfig_namesCallsByItsTemplates() throws IOException {
        assertThat(train().layout().logOdds().keySet())
                .contains("GET /users/name1")
                .doesNotContain("GET /users/{name}");

        Model model = train("--config", config);

        assertThat(model.layout().logOdds().keySet()).contains("GET /users/{name}", "GET /rare/word1");
        assertThat(model.layout().logOdds().keySet()).noneMatch(name -> name.startsWith("GET /users/n"));
    }

    @Test
    void replay_withConfig_tellsClientsApartByItsPrefix() {
        String remark = "nobody can be flagged";
        assertThat(CommandRun.of("replay", log).succeedsSaying(remark).out())
                .contains("2001:db8:0:1::,", "2001:db8:0:b::,");
        assertThat(CommandRun.of("replay", log, "--config", config)
                        .succeedsSaying(remark)
                        .out())
                .contains("2001:db8::,600,")
                .doesNotContain("2001:db8:0:1::");
    }

    @Test
    void evaluate_withConfig_knowsLabelledClientsByItsPrefix() throws IOException {
        Path model = folder.resolve("some.model");
        ModelFile.write(train("--config", config), model);
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "client,label\n2001:db8:0:7::9,benign\n10.0.0.4,malicious\n");

        assertThat(CommandRun.of("evaluate", model, log, "--labels", labels, "--config", config, "--json")
                        .succeeds()
                        .out())
                .containsPattern("\"benign\"\\s*:\\s*1\\b");
    }

    @Test
    void replay_badConfig_failsAndSaysWhy() throws IOException {
        Files.writeString(config, "abatis.routes.templates = [\"users\"]");

        CommandRun.of("replay", log, "--config", config).fails("template 'users' does not begin with a slash");
    }
}
