package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.forest.ModelFile;
import io.abatis.forest.ShippedModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The model in the jar is what its command makes of nothing, and nothing else. Takes minutes: 52,000 clients of 200 sites, four forests. */
final class DefaultModelIT {

    @Test
    void train_generatedSites_givesTheShippedModelByteForByte() throws IOException {
        TrainingPlan plan = new TrainingPlan(.01, 50, 1);
        assertThat(ModelFile.bytes(new SiteTraining(plan, Progress.NONE).train(200)))
                .isEqualTo(ModelFile.bytes(ShippedModel.read()));
    }
}
