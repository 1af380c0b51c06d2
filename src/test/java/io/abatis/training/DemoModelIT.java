package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.DemoModel;
import io.abatis.forest.ModelFile;
import io.abatis.traffic.Reading;
import io.abatis.traffic.site.DemoTraffic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's model is what its two commands make of nothing, and nothing else. Takes a minute: four forests. */
final class DemoModelIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void train_theDemosTraffic_givesTheDemosModelByteForByte() throws IOException {
        Path log = folder.resolve("demo.log");
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            new DemoTraffic(BigInteger.valueOf(52)).write(out);
        }

        assertThat(ModelFile.bytes(new Training(
                                new TrainingPlan(.001, 100, 1), Progress.NONE, Reading.DEFAULT, (file, result) -> {})
                        .withoutWarmUp()
                        .train(List.of(log), ReferenceModel.labels(), "benign 172.144.0.0/16", false)))
                .isEqualTo(ModelFile.bytes(DemoModel.read()));
    }
}
