package io.abatis.servlet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Request targets as attackers write them: spellings of paths that a site has, and of paths that it does not have, to the byte. */
final class Targets {

    private static final List<String> PATHS = List.of(
            "/",
            "/exact",
            "/a",
            "/a/b",
            "/a/b/c",
            "/a/17",
            "/static",
            "/static/x",
            "/static/x.css",
            "/x.css",
            "/y/x.css",
            "/other",
            "/other/page",
            "/caf\u00c3\u00a9");

    private static final List<String> TRICKS = List.of(
            "/",
            "//",
            "///",
            "/.",
            "/./",
            "/..",
            "/../",
            "/...",
            "/.;/",
            "/..;/",
            "/;/",
            "/..;x=1/",
            "/x/..",
            "/x/../",
            ";",
            ";x",
            ";x=1",
            ";jsessionid=1",
            ";/",
            "%3b",
            "%3Bx=1",
            "%2e",
            "%2E",
            ".%2e",
            "%2e%2e",
            "/%2e/",
            "/%2e%2e/",
            "/x/%2e%2e/",
            "%2f",
            "%2F",
            "%5c",
            "%5C",
            "\\",
            "/..\\",
            "\\..\\",
            "%25",
            "%252e",
            "%252e%252e",
            "%252f",
            "%253b",
            "%25252f",
            "%c0%af",
            "%C0%AE",
            "%c0%ae%c0%ae",
            "%c1%9c",
            "%e0%80%af",
            "%f0%80%80%af",
            "%fc%80%80%80%80%af",
            "%ff",
            "%c3",
            "%c3%28",
            "%e2%82",
            "%ed%a0%80",
            "%f4%90%80%80",
            "%e2%82%ac",
            "%c3%a9",
            "%00",
            "%01",
            "%0d%0a",
            "%09",
            "%7f",
            "%20",
            "%23",
            "%3f",
            "%3F/..",
            "+",
            "%2b",
            "%u002e",
            "%u2215",
            "%zz",
            "%",
            "%4",
            "%%",
            "?",
            "?/a/b",
            "?x=%2e%2e",
            "#",
            "#f",
            "%7b",
            "{",
            "}",
            "|",
            "^",
            "`",
            "~",
            "@",
            ":",
            "'",
            "\"",
            "<",
            ">",
            "[",
            "]",
            "&",
            "=",
            "*",
            "**",
            "$",
            "!",
            ",",
            " ",
            "\t",
            "\u0001",
            "\u0000",
            "\u007f",
            "\u0080",
            "\u00c3",
            "\u00c3\u00a9",
            "\u00e9",
            "\u00c0\u00af",
            "\u00ff",
            "a",
            "b",
            "X",
            "7",
            ".css",
            "%2ecss",
            ".css;x",
            ".css/",
            "%EF%BC%8F",
            "%EF%BC%8E",
            "%e2%88%95",
            "%ef%bb%bf",
            "%e2%80%ae");

    private static final List<String> ORIGINS = List.of(
            "http://localhost",
            "http://localhost:80",
            "HTTP://LOCALHOST",
            "https://localhost",
            "http://localhost/..",
            "http://u@localhost",
            "http://",
            "//localhost",
            "ftp://localhost",
            "http:",
            "x");

    private static final List<String> WHOLE = List.of(
            "*",
            "",
            "?",
            "/?",
            "#",
            "http://localhost",
            "http://localhost?/a",
            "localhost:80",
            "a/b",
            "\\a\\b",
            ";",
            "/;",
            "/%",
            "/..",
            "/../..",
            "/%2e%2e",
            "/%00",
            ".",
            "..",
            "/" + "a".repeat(1_000),
            "/a/" + "b/".repeat(300),
            "/static/" + "x".repeat(1_000),
            "/a" + ";x".repeat(500),
            "/" + "./".repeat(500) + "a/b",
            "/" + "x/../".repeat(300) + "a/b");

    private final SplittableRandom random;

    private Targets(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** So many targets, each byte a character from 0 to 255; no line ends. */
    static List<String> of(long seed, int count) {
        Targets targets = new Targets(seed);
        List<String> all = new ArrayList<>(WHOLE);
        for (int encoded = 0; encoded < 256; encoded++) {
            all.add("/a/" + hex(encoded, true) + "b");
            all.add("/a/b" + hex(encoded, false));
            if (encoded != '\r' && encoded != '\n') {
                all.add("/a/b" + (char) encoded);
            }
        }
        while (all.size() < count) {
            all.add(targets.next());
        }
        return all;
    }

    private String next() {
        String target = spelled(any(PATHS));
        for (int tricks = random.nextInt(4); tricks > 0; tricks--) {
            int at = random.nextInt(target.length() + 1);
            target = target.substring(0, at) + any(TRICKS) + target.substring(at);
        }
        return random.nextInt(15) == 0 ? any(ORIGINS) + target : target;
    }

    /** The path with some of its characters percent-encoded, once or twice. */
    private String spelled(String path) {
        int share = random.nextInt(3) == 0 ? 2 : 12;
        StringBuilder spelled = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean encode = (i > 0 || random.nextInt(10) == 0) && random.nextInt(share) == 0;
            String once = encode ? hex(c, random.nextBoolean()) : String.valueOf(c);
            spelled.append(encode && random.nextInt(6) == 0 ? once.replace("%", "%25") : once);
        }
        return spelled.toString();
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String hex(int value, boolean upper) {
        return String.format(upper ? "%%%02X" : "%%%02x", value);
    }

    /** For people: printable, each other byte as {@code \x00}. */
    static String shown(String target) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        for (byte b : target.getBytes(StandardCharsets.ISO_8859_1)) {
            shown.writeBytes((b > ' ' && b < 0x7f && b != '\\' ? String.valueOf((char) b) : String.format("\\x%02x", b))
                    .getBytes(StandardCharsets.US_ASCII));
        }
        String all = shown.toString(StandardCharsets.US_ASCII);
        return all.length() < 300 ? all : all.substring(0, 300) + "... (" + target.length() + " bytes)";
    }
}
