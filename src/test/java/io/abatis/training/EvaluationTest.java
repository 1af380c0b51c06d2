package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.client.Ip;
import io.abatis.gate.Reason;
import io.abatis.traffic.Labels;
import io.abatis.training.Evaluation.Confusion;
import io.abatis.training.Replay.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

    private static final Labels LABELS = Labels.benign(List.of("10.0.0.0/8"));

    private static Decision decision(String client, double lastScore, long flaggedAtCall) {
        return new Decision(
                Ip.of(client),
                100,
                flaggedAtCall,
                flaggedAtCall > 0 ? "00:00:01" : null,
                lastScore,
                lastScore,
                flaggedAtCall > 0 ? Reason.BEHAVIOUR : null);
    }

    @Test
    void of_decisions_areCountedByHand() {
        Evaluation evaluation = Evaluation.of(
                List.of(
                        decision("10.0.0.1", .1, 0),
                        decision("10.0.0.2", .5, 0),
                        decision("10.0.0.3", .4, 9),
                        decision("11.0.0.1", .5, 7),
                        decision("11.0.0.2", .9, 3),
                        decision("11.0.0.3", .2, 0)),
                LABELS);

        assertThat(evaluation.benign()).isEqualTo(3);
        assertThat(evaluation.malicious()).isEqualTo(3);
        assertThat(evaluation.vote()).isEqualTo(new Confusion(2, 1, 2, 1));
        assertThat(evaluation.gate()).isEqualTo(new Confusion(2, 1, 2, 1));
        assertThat(evaluation.callsToFlag()).containsExactly(3L, 7L);
        // pairs won: .5 over .1 and .4, half of .5; .9 over all three; .2 over .1
        assertThat(evaluation.auc()).isEqualTo(6.5 / 9, within(1e-12));
        assertThat(evaluation.aucLow()).isLessThanOrEqualTo(evaluation.auc());
        assertThat(evaluation.aucHigh()).isGreaterThanOrEqualTo(evaluation.auc());
    }

    @Test
    void confusion_counts_giveTheShares() {
        Confusion confusion = new Confusion(3, 1, 5, 2);

        assertThat(confusion.accuracy()).isEqualTo(8 / 11.0);
        assertThat(confusion.precision()).isEqualTo(.75);
        assertThat(confusion.recall()).isEqualTo(.6);
        assertThat(confusion.falsePositiveRate()).isEqualTo(1 / 6.0);
    }

    @Test
    void auc_allTied_isOneHalf() {
        assertThat(Evaluation.auc(new double[] {.3, .3}, new double[] {.3, .3, .3}))
                .isEqualTo(.5);
    }

    @Test
    void auc_reversed_isZero() {
        assertThat(Evaluation.auc(new double[] {.8, .9}, new double[] {.1})).isZero();
    }

    @Test
    void of_oneClass_hasNoAuc() {
        Evaluation evaluation = Evaluation.of(List.of(decision("10.0.0.1", .1, 0)), LABELS);

        assertThat(evaluation.auc()).isNaN();
        assertThat(evaluation.aucLow()).isNaN();
        assertThat(evaluation.aucHigh()).isNaN();
        assertThat(evaluation.vote().recall()).isNaN();
        assertThat(evaluation.vote().precision()).isNaN();
        assertThat(evaluation.vote().accuracy()).isEqualTo(1);
    }

    @Test
    void of_again_givesTheSameInterval() {
        List<Decision> decisions =
                List.of(decision("10.0.0.1", .1, 0), decision("10.0.0.2", .6, 0), decision("11.0.0.1", .5, 0));

        assertThat(Evaluation.of(decisions, LABELS)).isEqualTo(Evaluation.of(decisions, LABELS));
    }
}
