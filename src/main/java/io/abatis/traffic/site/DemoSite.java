package io.abatis.traffic.site;

import io.abatis.traffic.TrafficGenerator;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be asked of the demo, and how it answers. A test asks the demo itself. */
final class DemoSite {

    static final List<String> API = TrafficGenerator.ROUTES.stream()
            .map(route -> "/api/" + route.toLowerCase(Locale.ROOT))
            .toList();

    /** What every page of the demo has a browser load. */
    static final List<String> FILES = List.of("/style.css", "/favicon.svg");

    static final List<String> SCRIPTS =
            List.of("/js/home.js", "/js/playground.js", "/js/probes.js", "/js/address.js", "/js/traffic.js");

    static final List<String> NAMES = List.of(
            "Ada",
            "Grace Hopper",
            "world",
            "José",
            "O'Neill",
            "Zoë & Max",
            "x",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "';alert(1)//");

    static final List<String> FOLDERS = List.of("", "readings", "readings/archive", "readings/archive/2030");

    static final List<String> WRONG_FOLDERS = List.of(
            "../../etc/passwd",
            "/etc",
            "readings\\..\\..",
            "welcome.txt",
            "books.csv",
            "reading",
            "Readings",
            "readings/",
            "..",
            "archive",
            "readings/may",
            "C:");

    static final List<String> COMMANDS = List.of(
            "name=date", "name=echo&arg=good+morning", "name=ls", "name=ls&arg=books.csv", "name=wc&arg=books.csv");

    static final List<String> WRONG_COMMANDS = List.of(
            "name=echo&arg=%3B+id",
            "name=echo&arg=%24%28id%29",
            "name=wc&arg=--help",
            "name=ls&arg=..%2F..%2Fetc%2Fpasswd",
            "name=echo",
            "name=date&arg=today",
            "name=wc&arg=none.csv",
            "name=id");

    private static final String ECHO = "name=echo&arg=";
    private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 .,-]{0,63}");
    private static final Set<String> FOUND = found();

    private DemoSite() {}

    private static Set<String> found() {
        Set<String> found = new HashSet<>(API);
        found.addAll(FILES);
        found.addAll(SCRIPTS);
        found.addAll(List.of("/", "/index.html", "/hello", "/hello.js"));
        return found;
    }

    /** A value as it stands in a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The status code of the answer to a GET or HEAD of anything, or to a POST to a page. */
    static int status(String method, String target) {
        int end = target.indexOf('?');
        String path = end < 0 ? target : target.substring(0, end);
        String query = end < 0 ? "" : target.substring(end + 1);
        if (method.equals("POST")) {
            return 405;
        }
        if (FOUND.contains(path)) {
            return 200;
        }
        return switch (path) {
            case "/files" -> folder(query);
            case "/command" -> query.isEmpty() || COMMANDS.contains(query) || isEcho(query) ? 200 : 400;
            case "/js/" -> 403;
            default -> 404;
        };
    }

    /** Any plain words will do. */
    private static boolean isEcho(String query) {
        return query.startsWith(ECHO)
                && PLAIN_WORDS
                        .matcher(URLDecoder.decode(query.substring(ECHO.length()), StandardCharsets.UTF_8))
                        .matches();
    }

    private static int folder(String query) {
        String path = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
        if (FOLDERS.contains(path)) {
            return 200;
        }
        String there = "";
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(DemoSite::isForbidden)) {
                return 400;
            }
            there = there.isEmpty() ? name : there + "/" + name;
            if (!FOLDERS.contains(there)) {
                return 404;
            }
        }
        return 404;
    }

    private static boolean isForbidden(int c) {
        return c == '\\' || c == ':' || Character.isISOControl(c);
    }
}
