package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.Model;
import io.abatis.forest.ModelCard;
import io.abatis.forest.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate --demo} and {@code train --no-warm-up}: how the demo's model is made. */
final class DemoTrafficCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void generateAndTrain_demo_givesAModelThatJudgesFromTheFirstMinuteOn() throws IOException {
        Path log = folder.resolve("demo.log");
        String said =
                CommandRun.of("generate", "--demo", "--out", log).succeeds().out();
        List<String> lines = Files.readAllLines(log);

        assertThat(said).contains("640 benign clients", "240 attackers");
        assertThat(lines)
                .hasSizeGreaterThan(50_000)
                .allMatch(line -> line.matches(
                        "17[25]\\.144\\.[0-9.]+ - - \\[[^]]+] \"[A-Z]+ /[^ \"]* HTTP/1\\.1\" [2-4][0-9]{2} -"));

        Path part = folder.resolve("part.log");
        Files.write(part, lines.subList(0, 12_000));
        Path quick = folder.resolve("quick.model");
        Path warming = folder.resolve("warming.model");
        for (Path model : List.of(quick, warming)) {
            Object[] train = {
                "train", part, "--benign", "172.144.0.0/16", "--trees", 3, "--budget", .1, "--model", model
            };
            CommandRun.of(model.equals(quick) ? with(train, "--no-warm-up") : train)
                    .succeeds();
        }
        Model model = ModelFile.read(quick);
        assertThat(model.card().entries()).doesNotContainKey(ModelCard.WARM_UP);
        assertThat(model.layout().columns())
                .extracting(Object::toString)
                .contains("calls 8 GET /api/rarely", "answers 8 not-found", "other 64")
                .noneMatch(column -> column.startsWith("routes") || column.startsWith("strange"));
        assertThat(ModelFile.read(warming).card().entries()).containsKey(ModelCard.WARM_UP);
        assertThat(ModelFile.read(warming).layout().columns())
                .extracting(Object::toString)
                .anyMatch(column -> column.startsWith("routes"));
    }

    private static Object[] with(Object[] arguments, String more) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    @Test
    void generate_demoWithOptionsOfTheReferenceLog_isWrongUsage() {
        Path log = folder.resolve("demo.log");

        CommandRun.of("generate", "--demo", "--calls", 5, "--bias", .9, "--out", log)
                .isWrongUsage("--demo takes --out and --seed, and not --bias, --calls");
        CommandRun.of("generate", "--demo", "--seed", -1, "--out", log).isWrongUsage("");
        assertThat(log).doesNotExist();
    }

    @Test
    void train_noWarmUpOfGeneratedSites_isWrongUsage() {
        CommandRun.of("train", "--generated-sites", 6, "--no-warm-up", "--model", folder.resolve("a.model"))
                .isWrongUsage("--no-warm-up does not go with --generated-sites");
    }
}
