package io.abatis.training;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a threshold would cost and bring: a client is refused if its highest score reaches it.
 *
 * @param threshold the score from which on a client is refused
 * @param isOwn whether it is the threshold on the model's card
 * @param innocentsRefused the share of benign clients refused
 * @param attackersCaught the share of malicious clients refused
 */
public record CostRow(double threshold, boolean isOwn, Share innocentsRefused, Share attackersCaught) {

    // Denser where forests have their thresholds: a budget of one in a thousand is kept near the top.
    private static final double[] LADDER = {.05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98, .99, .995, .999};

    /** One row for each of a fixed ladder of thresholds, and for the model's own; thresholds ascending, none twice. */
    static List<CostRow> all(Labelled clients, double own) {
        return DoubleStream.concat(DoubleStream.of(LADDER), DoubleStream.of(own))
                .sorted()
                .distinct()
                .mapToObj(threshold -> of(threshold, threshold == own, clients))
                .toList();
    }

    private static CostRow of(double threshold, boolean isOwn, Labelled clients) {
        Confusion refused = Confusion.of(clients, decision -> decision.maxScore() >= threshold);
        return new CostRow(threshold, isOwn, refused.falsePositiveRate(), refused.recall());
    }
}
