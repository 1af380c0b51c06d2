package io.abatis.training;

import static io.abatis.training.Decisions.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CallsBinTest {

    private static CallsBin bin(int index, Labelled clients) {
        return CallsBin.all(clients).get(index);
    }

    @Test
    void all_noClients_areFiveEmptyBins() {
        List<CallsBin> bins = CallsBin.all(labelled());

        assertThat(bins).extracting(CallsBin::from).containsExactly(1L, 2L, 5L, 10L, 50L);
        assertThat(bins).extracting(CallsBin::to).containsExactly(1L, 4L, 9L, 49L, CallsBin.NO_END);
        assertThat(bins).extracting(CallsBin::isOpen).containsExactly(false, false, false, false, true);
        assertThat(bins).allSatisfy(bin -> {
            assertThat(bin.gate()).isEqualTo(new Confusion(0, 0, 0, 0));
            assertThat(bin.auc().value()).isNaN();
        });
    }

    @Test
    void all_clientsAtTheEdges_areInTheirBins() {
        long[] calls = {1, 2, 4, 5, 9, 10, 49, 50, 1_000_000};
        int[] bins = {0, 1, 1, 2, 2, 3, 3, 4, 4};
        for (int i = 0; i < calls.length; i++) {
            assertThat(bin(bins[i], labelled(Decisions.of("10.0.0.1", calls[i], .1, .1, 0)))
                            .gate()
                            .benign())
                    .as("%d calls", calls[i])
                    .isEqualTo(1);
        }
    }

    @Test
    void all_decisions_areCountedByHand() {
        Labelled clients = labelled(
                Decisions.of("10.0.0.1", 2, .1, .1, 0),
                Decisions.of("10.0.0.2", 3, .9, .6, 3),
                Decisions.of("11.0.0.1", 4, .5, .5, 0),
                Decisions.of("11.0.0.2", 2, .9, .9, 2),
                Decisions.of("10.0.0.3", 7, .8, .8, 0),
                Decisions.of("11.0.0.3", 9, .9, .2, 5),
                Decisions.of("11.0.0.4", 50, .9, .8, 5));

        assertThat(bin(1, clients).gate()).isEqualTo(new Confusion(1, 1, 1, 1));
        // .5 beats .1, .9 beats .1 and .6
        assertThat(bin(1, clients).auc().value()).isEqualTo(.75);
        assertThat(bin(2, clients).gate()).isEqualTo(new Confusion(1, 0, 1, 0));
        assertThat(bin(2, clients).auc()).isEqualTo(new Auc(0, 0, 0));
        assertThat(bin(4, clients).gate()).isEqualTo(new Confusion(1, 0, 0, 0));
        assertThat(bin(4, clients).auc().value()).isNaN();
        CallsBin several = CallsBin.of(5, CallsBin.NO_END, clients);
        assertThat(several.gate()).isEqualTo(new Confusion(2, 0, 1, 0));
        // .2 loses against .8, .8 ties with it
        assertThat(several.auc().value()).isEqualTo(.25);
    }
}
