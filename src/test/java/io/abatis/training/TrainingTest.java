package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.Model;
import io.abatis.traffic.Labels;
import io.abatis.traffic.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a log is trained on. */
final class TrainingTest {

    private static final int VISITORS = 60;

    @TempDir
    private Path folder = Path.of("");

    /** Visitors who read ten pages each, and one who looks for what there is not. */
    private Path log() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            for (int page = 0; page < 10; page++) {
                lines.add(line("192.0.2." + visitor, "/page" + (visitor + page) % 12, 200, lines.size()));
            }
        }
        for (int probe = 0; probe < 30; probe++) {
            lines.add(line("198.51.100.9", "/probe" + probe, 404, lines.size()));
        }
        return Files.write(folder.resolve("access.log"), lines);
    }

    private static String line(String client, String path, int status, int second) {
        return String.format(
                Locale.ROOT,
                "%s - - [21/Nov/2026:10:%02d:%02d +0000] \"GET %s HTTP/1.1\" %d 10",
                client,
                second / 60,
                second % 60,
                path,
                status);
    }

    private Model train(Labels labels) throws IOException {
        return training().train(List.of(log()), labels, "labels", true);
    }

    private static Training training() {
        return new Training(new TrainingPlan(.01, 5, 1), Progress.NONE, Reading.DEFAULT, (file, result) -> {});
    }

    @Test
    void train_withoutLabels_leavesOutWhomTheModelInTheJarFlags() throws IOException {
        Model model = training().train(List.of(log()), null, "none", true);
        Model trusting = train(Labels.benign(List.of("192.0.2.0/24", "198.51.100.0/24")));

        int benign = Integer.parseInt(model.card().entries().getOrDefault("benign-clients", ""));
        int all = Integer.parseInt(trusting.card().entries().getOrDefault("benign-clients", ""));
        assertThat(all - benign).isEqualTo(1);
        assertThat(all).isBetween(VISITORS / 2, VISITORS + 1); // some come during the warm-up only
    }

    @Test
    void train_logWithAnswers_looksAtAnswersAndHasAWarmUp() throws IOException {
        Model model = train(Labels.benign(List.of("192.0.2.0/24")));

        assertThat(model.card().warmUp()).isEqualTo(100);
        assertThat(model.layout().columns()).extracting(Object::toString).contains("misses 64", "calls 8 GET /page1");
    }

    @Test
    void train_logWithoutAnswers_looksAtNamesAlone() throws IOException {
        List<String> lines = new ArrayList<>(List.of("Time,IP_Address,API_Call"));
        for (int call = 0; call < 400; call++) {
            lines.add(String.format(
                    Locale.ROOT, "10:%02d:%02d,192.0.2.%d,Page%d", call / 60, call % 60, call % 9, call % 7));
        }
        Path log = Files.write(folder.resolve("calls.csv"), lines);
        Model model = training().train(List.of(log), null, "none", true);

        assertThat(model.card().warmUp()).isZero();
        assertThat(model.layout().shape().keepsFacets()).isFalse();
    }
}
