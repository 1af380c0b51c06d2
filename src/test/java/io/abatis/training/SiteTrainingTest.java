package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteTrainingTest {

    private static Model train(int sites, long seed) {
        return new SiteTraining(new TrainingPlan(.01, 2, seed), Progress.NONE).train(sites);
    }

    @Test
    void train_sameSeedAndSites_givesTheSameBytesAndAnythingElseOthers() {
        byte[] model = ModelFile.bytes(train(6, 1));

        assertThat(ModelFile.bytes(train(6, 1))).isEqualTo(model);
        assertThat(ModelFile.bytes(train(6, 2))).isNotEqualTo(model);
        assertThat(ModelFile.bytes(train(7, 1))).isNotEqualTo(model);
    }

    @Test
    void train_fewestSites_knowsNoNameAndWarmsUp() {
        Model model = train(SiteTraining.FEWEST_SITES, 3);

        assertThat(model.layout().logOdds()).isEmpty();
        assertThat(model.layout().shape().keepsFacets()).isTrue();
        assertThat(model.card().warmUp()).isEqualTo(TrainingPlan.WARM_UP);
        assertThat(model.card().entries())
                .containsEntry("data-labels", "6 generated sites")
                .containsEntry("seed", "3")
                .doesNotContainKey("data-sha256");
        assertThat(model.forest().trees()).isEqualTo(2);
        assertThat(model.forest().score(new int[model.layout().size()]))
                .as("a client that was never missed")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 5})
    void train_fewerSites_isRefused(int sites) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(sites, 1))
                .withMessage("generated-sites " + sites + " is less than 6");
    }

    @Test
    void train_progress_endsWithItsLastStep() {
        List<String> heard = new ArrayList<>();
        new SiteTraining(new TrainingPlan(.01, 1, 1), (what, done, of) -> heard.add(what + " " + done + "/" + of))
                .train(6);

        assertThat(heard).startsWith("generating sites 0/10").endsWith("growing the forest 10/10");
    }
}
