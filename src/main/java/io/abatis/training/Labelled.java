package io.abatis.training;

import io.abatis.traffic.Labels;
import io.abatis.traffic.Labels.Label;
import io.abatis.training.Replay.Decision;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The decisions about clients that have a label, apart by label, each in their order. Immutable. */
record Labelled(List<Decision> benign, List<Decision> malicious) {

    Labelled {
        benign = List.copyOf(benign);
        malicious = List.copyOf(malicious);
    }

    static Labelled of(List<Decision> decisions, Labels labels) {
        return new Labelled(
                filter(decisions, decision -> labels.of(decision.client()) == Label.BENIGN),
                filter(decisions, decision -> labels.of(decision.client()) == Label.MALICIOUS));
    }

    /** Those with a property. */
    Labelled with(Predicate<Decision> property) {
        return new Labelled(filter(benign, property), filter(malicious, property));
    }

    private static List<Decision> filter(List<Decision> decisions, Predicate<Decision> property) {
        return decisions.stream().filter(property).toList();
    }

    Stream<Decision> all() {
        return Stream.concat(benign.stream(), malicious.stream());
    }

    int size() {
        return benign.size() + malicious.size();
    }
}
