package io.abatis.traffic.site;

/**
 * How much there is of everything on sites of a kind.
 *
 * @param pages how many pages
 * @param sharedAssets how many files all pages load
 * @param ownAssets how many more a page loads
 * @param endpoints how many routes programs call
 * @param files how many files to download
 * @param logInChance of there being a log-in
 * @param feedChance of there being feeds
 */
record Sizes(
        Range pages,
        Range sharedAssets,
        Range ownAssets,
        Range endpoints,
        Range files,
        double logInChance,
        double feedChance) {

    /** Drawn from by scale, both ends included. */
    record Range(int low, int high) {
        int draw(Dice dice) {
            return high == 0 ? 0 : Math.min(high, dice.scale(low, high));
        }
    }

    static Sizes of(SiteKind kind) {
        return switch (kind) {
            case BROCHURE -> sizes(range(3, 60), range(3, 30), range(0, 12), range(0, 2), range(0, 10), .45, .25);
            case JOURNAL -> sizes(range(30, 2_400), range(1, 20), range(0, 6), range(0, 3), range(0, 40), .8, .85);
            case SHOP -> sizes(range(50, 2_400), range(5, 30), range(1, 15), range(1, 14), range(0, 4), 1, .15);
            case APPLICATION -> sizes(range(1, 6), range(3, 25), range(0, 3), range(5, 60), range(0, 2), .9, 0);
            case SERVICE -> sizes(range(1, 3), range(1, 4), range(0, 0), range(5, 150), range(0, 0), .6, 0);
            case INTRANET -> sizes(range(8, 200), range(3, 25), range(0, 6), range(2, 25), range(0, 60), 1, .1);
            case DEPOT -> sizes(range(5, 150), range(1, 6), range(0, 1), range(0, 1), range(20, 3_000), .1, .2);
            case STATIC -> sizes(range(3, 200), range(1, 15), range(0, 8), range(0, 0), range(0, 20), .05, .3);
        };
    }

    private static Range range(int low, int high) {
        return new Range(low, high);
    }

    private static Sizes sizes(
            Range pages, Range shared, Range own, Range calls, Range files, double logIn, double feed) {
        return new Sizes(pages, shared, own, calls, files, logIn, feed);
    }
}
