package io.abatis.forest;

/** The trees of a forest, laid out to be asked fast. Immutable, safe for all threads, allocates nothing for a score. */
interface Scorer {

    /** More than the rounding of a million additions of numbers up to 1. */
    double ROUNDING = 1e-9;

    /** A workspace of the size that this needs, around a vector. */
    Workspace workspace(double[] vector);

    /** As {@link Forest#score(Workspace, double, double)}; with both bounds 0 the mean over all trees. */
    double score(Workspace work, double floor, double curious);
}
