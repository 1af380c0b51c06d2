package io.abatis.traffic.site;

/** What a site is for. */
enum SiteKind {
    /** A company's or a club's pages. */
    BROCHURE(14),
    /** A blog, wiki or manual with a long tail of pages. */
    JOURNAL(24),
    SHOP(12),
    /** One page of scripts in front of an API. */
    APPLICATION(12),
    /** An API and hardly a page. */
    SERVICE(12),
    /** A tool behind a log-in. */
    INTRANET(8),
    /** Files to download. */
    DEPOT(8),
    /** Files behind a proxy that sends everybody to https first. */
    STATIC(10);

    private final double weight;

    SiteKind(double weight) {
        this.weight = weight;
    }

    static SiteKind draw(Dice dice) {
        SiteKind[] kinds = values();
        double[] weights = new double[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            weights[i] = kinds[i].weight;
        }
        return kinds[dice.weighted(weights)];
    }
}
