package io.abatis.traffic.site;

/**
 * How a site answers what is not plainly there. Statuses as in RFC 9110, and the odd ones that servers make up.
 *
 * @param unknown a path it has never heard of: 404 mostly; 200 is a soft 404, 301 and 302 lead home
 * @param strictFiles whether a path with an extension gets 404 even so, as where scripts do the routing
 * @param hidden a path with a segment that begins with a dot
 * @param foreign a path that ends in {@code .php} and the like, on a site that has none of them
 * @param wrongMethod a method that the route does not take
 * @param malformed what is no request
 * @param folder a folder's name without its slash
 * @param removed what was there once
 * @param gate what is for those who are logged in: 302 to the log-in, 401 or 403
 * @param failedLogIn a wrong password
 * @param logIn the right one
 * @param invalid a form that is not filled in rightly
 * @param overLimit more calls than allowed
 * @param limit calls a minute that are allowed, or 0 for any number
 * @param banAfter refusals and misses of one client after which all its calls are over the limit, or 0
 * @param validates whether it answers 304 to who has a copy
 * @param redirects whether everything plain is sent to https first, which a log shows as the same path twice
 * @param closesFolders whether folders without a page answer 403
 * @param exposed the share of well-known probe paths that do exist here
 * @param secret decides which ones
 */
record Answers(
        int unknown,
        boolean strictFiles,
        int hidden,
        int foreign,
        int wrongMethod,
        int malformed,
        int folder,
        int removed,
        int gate,
        int failedLogIn,
        int logIn,
        int invalid,
        int overLimit,
        int limit,
        int banAfter,
        boolean validates,
        boolean redirects,
        boolean closesFolders,
        double exposed,
        int secret) {

    private static final int[] UNKNOWN = {404, 403, 410, 400, 301, 302, 200, 401, 405};

    static Answers draw(SiteKind kind, Dice dice) {
        int unknown = unknown(kind, dice);
        return new Answers(
                unknown,
                dice.chance(kind == SiteKind.APPLICATION ? .4 : .15),
                dice.chance(.25) ? 403 : unknown,
                dice.chance(.06) ? dice.of(403, 403, 444, 418, 400) : unknown,
                dice.of(405, 405, 405, 405, 404, 403, 200, 200, 400, 501),
                dice.chance(.92) ? 400 : dice.of(444, 501, 200),
                dice.chance(.85) ? 301 : dice.of(302, 307, 308, 404, 200),
                dice.chance(.85) ? unknown : 410,
                kind == SiteKind.SERVICE ? dice.of(401, 401, 403) : dice.of(302, 302, 302, 302, 401, 403, 303),
                dice.of(200, 200, 401, 401, 403, 302, 422, 400),
                kind == SiteKind.SERVICE || kind == SiteKind.APPLICATION
                        ? dice.of(200, 200, 201, 204)
                        : dice.of(302, 302, 303, 200),
                dice.of(200, 400, 400, 422, 422, 413, 302, 409),
                dice.of(429, 429, 429, 429, 503, 503, 403, 444, 418),
                dice.chance(.12) ? dice.scale(20, 600) : 0,
                dice.chance(.06) ? dice.scale(8, 80) : 0,
                dice.chance(.8),
                dice.chance(kind == SiteKind.STATIC ? .75 : .12),
                dice.chance(.6),
                dice.chance(.3) ? 0 : dice.scale(.002, .06),
                dice.below(1 << 30));
    }

    private static int unknown(SiteKind kind, Dice dice) {
        return UNKNOWN[
                switch (kind) {
                    case APPLICATION -> dice.weighted(35, 2, 0, 1, 1, 4, 57, 0, 0);
                    case SERVICE -> dice.weighted(58, 9, 1, 6, 0, 1, 1, 18, 6);
                    case INTRANET -> dice.weighted(70, 6, 0, 1, 2, 14, 4, 3, 0);
                    case STATIC -> dice.weighted(72, 16, 0, 0, 4, 2, 6, 0, 0);
                    case DEPOT -> dice.weighted(84, 9, 1, 1, 2, 1, 2, 0, 0);
                    case BROCHURE, JOURNAL, SHOP -> dice.weighted(77, 4, 1, 1, 5, 6, 6, 0, 0);
                }];
    }

    /** Whether this path, unknown otherwise, happens to be there. The same for ever, for one site. */
    boolean exposes(String path) {
        return Math.floorMod(path.hashCode() * 31 + secret, 10_007) < exposed * 10_007;
    }
}
