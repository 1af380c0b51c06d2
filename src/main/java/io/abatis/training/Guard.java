package io.abatis.training;

import io.abatis.count.Facet;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import org.jspecify.annotations.Nullable;

/**
 * A question before each tree: on one side of it the score is settled, whatever the trees would say.
 *
 * @param column the column's place in the layout
 * @param bound what the column is compared with
 * @param settlesBelow whether values below the bound are settled, or all others
 * @param score what the settled score is
 */
record Guard(int column, double bound, boolean settlesBelow, double score) {
    /*
     * A forest knows nothing of what it has not seen. Two things must not depend on that.
     *
     * Proof: trained on attackers who mix their calls, a forest of names let one pass that called the rarest route a thousand times after a few calls of a
     * user. Page's test is not fooled by that, so where its sum is higher than held-out users' ever gets, no tree is asked; calibration counts those who
     * reach it all the same.
     *
     * Innocence: a model for all sites knows no site's names. A client that the application has never refused anything is one that it serves, however quick,
     * long or rare its calls are.
     */

    /**
     * The guard for a layout's forest; null if none is needed.
     *
     * @param layout what the forest looks at
     * @param proof the evidence that a client has turned from which on it is proven, in sixteenths of a nat
     */
    static @Nullable Guard of(FeatureLayout layout, int proof) {
        boolean hasNames = !layout.logOdds().isEmpty();
        if (hasNames && !layout.shape().keepsFacets()) {
            return new Guard(layout.columns().indexOf(Column.Overall.TURNED), proof, false, 1);
        }
        if (!hasNames && layout.shape().keeps(Facet.ANSWERS)) {
            Column misses = new Column.Look(layout.shape().longest(), Column.Look.Quantity.MISSES);
            return new Guard(layout.columns().indexOf(misses), 1, true, 0);
        }
        return null;
    }
}
