package io.abatis.call;

/**
 * Names calls by method and route, and finds their zones. Both are a pure function of method and path, so they never depend on who called what before:
 *
 * <ul>
 *   <li>a path that a template fits has the template's text for a route, see {@link Naming};
 *   <li>of other paths, segments that name one thing among many become placeholders: {@code {number}}, {@code {date}}, {@code {uuid}}, {@code {ulid}},
 *       {@code {hash}}, {@code {email}}, {@code {token}}, and {@code main.{hash}.js} for a file with a hash in its name;
 *   <li>a route longer than {@value #LONGEST_ROUTE} characters is cut at a slash and ends in {@value #CUT}: what stands before is where it goes, what is
 *       left out is mostly chance, and kept would make every overlong path a route of its own;
 *   <li>every character outside printable ASCII is percent-encoded;
 *   <li>HEAD counts as the GET that it is (RFC 9110 section 9.3.2), and methods that HTTP does not define fold into {@code OTHER}.
 * </ul>
 *
 * <p>Query strings are no part of a name. A route that is named again, percent-decoded, is itself: names in a log stay what they are.
 *
 * <p>Safe for all threads. Takes time linear in the path. Memory is fixed: routes are remembered to save work, and forgotten without harm.
 */
public final class RouteNames {
    /*
     * Remembering must not decide naming. Were the table of names itself the vocabulary, whoever fills it first with random paths would push all
     * later routes into "other", and attackers are the ones who would.
     *
     * A zone is taken from the whole path, never from the name: what a name leaves out must not lead out of a zone.
     */

    /** The route of everything that has no usable path. */
    public static final String OTHER_ROUTE = "(other)";

    static final int LONGEST_ROUTE = 200;
    static final String CUT = "/" + OTHER_ROUTE;
    static final int REMEMBERED = 8_192;

    private final Templates templates;
    private final Zones zones;
    private final NameCache cache;

    /** No templates and no zones. */
    public RouteNames() {
        this(Naming.NONE);
    }

    /** @param naming templates and zones */
    public RouteNames(Naming naming) {
        this(naming, REMEMBERED);
    }

    RouteNames(Naming naming, int remembered) {
        this.templates = new Templates(naming.templates());
        this.zones = new Zones(naming.zones());
        this.cache = new NameCache(remembered);
    }

    /**
     * The name and zone of a call.
     *
     * @param method the HTTP method, case-sensitive as in RFC 9110
     * @param path the decoded, normalised path that the container dispatches on, beginning with a slash
     */
    public Route of(String method, String path) {
        String folded = fold(method);
        if (path.length() > LONGEST_ROUTE) {
            return route(folded, path);
        }
        Route known = cache.get(folded, path);
        if (known != null) {
            return known;
        }
        Route route = route(folded, path);
        cache.put(folded, path, route);
        return route;
    }

    /** The name of a call, see {@link #of}. */
    public String name(String method, String path) {
        return of(method, path).name();
    }

    private static String fold(String method) {
        return switch (method) {
            case "HEAD" -> "GET";
            case "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT" -> method;
            default -> "OTHER";
        };
    }

    private Route route(String method, String path) {
        return new Route(method + " " + text(path), zones.of(path));
    }

    private String text(String path) {
        if (!path.startsWith("/")) {
            return isEnding(path) ? path : OTHER_ROUTE;
        }
        String template = templates.match(path);
        return template == null ? learned(path) : template;
    }

    /** No container has such a path, but a log has, where the name is that of a template. */
    private static boolean isEnding(String path) {
        return path.startsWith(Template.ANY_STEM)
                && path.length() <= LONGEST_ROUTE
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '%');
    }

    private static String learned(String path) {
        StringBuilder route = new StringBuilder(LONGEST_ROUTE);
        int whole = 0; // how much of the route still has room for the cut behind it
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            route.append('/');
            Identifiers.append(route, path, start, end);
            if (route.length() > LONGEST_ROUTE) {
                route.setLength(whole);
                return route.append(CUT).toString();
            }
            whole = route.length() + CUT.length() <= LONGEST_ROUTE ? route.length() : whole;
            start = end + 1;
        }
        return route.toString();
    }
}
