package io.abatis.traffic.site;

import io.abatis.traffic.CallWeights;
import java.util.ArrayList;
import java.util.List;

/** What attackers do with the demo: some prefer its rare calls, some look for what is not there, some send one page what it should choke on. */
final class DemoIntruders {

    private static final List<String> PAYLOADS = List.of(
            "' OR '1'='1",
            "1 AND 1=1",
            "1' AND SLEEP(5)-- -",
            "1 UNION SELECT NULL,NULL--",
            "x) AND (SELECT 1 FROM t)=(1",
            "\"><script>alert(9)</script>",
            "{{7*7}}",
            "${7*7}",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "/etc/shadow",
            "file:///etc/hosts",
            "|id",
            "`id`",
            "%00",
            "AAAAAAAAAAAAAAAAAAAA",
            "-1",
            "[]",
            "admin");

    private static final List<String> DOORS =
            List.of("/hello?name=", "/files?path=", "/command?name=", "/command?name=echo&arg=");

    private DemoIntruders() {}

    /** One after the other, so that a log of any length has all kinds. */
    static void visit(DemoVisit v, int number) {
        switch (number % 12) {
            case 0, 1, 2 -> preferRare(v, v.dice.scale(8, 300));
            case 3 -> insist(v);
            case 4, 5, 6 -> search(v, "/");
            case 7 -> search(v, "/api/");
            case 8, 9 -> provoke(v, v.dice.pick(DOORS), v.dice.scale(20, 300));
            case 10 -> scan(v);
            default -> hide(v);
        }
    }

    /** As the reference traffic's attackers do. */
    private static void preferRare(DemoVisit v, int calls) {
        double[] weights = DemoUsers.weights(CallWeights.hostile(DemoSite.API.size(), CallWeights.REFERENCE_BIAS));
        for (int i = 0; i < calls; i++) {
            boolean any = v.dice.below(CallWeights.REFERENCE_OUTLIER) == 0;
            v.get(any ? v.dice.pick(DemoSite.API) : DemoSite.API.get(v.dice.weighted(weights)));
            v.pause(1);
        }
    }

    /** Has one or two of the rarest calls in mind. */
    private static void insist(DemoVisit v) {
        List<String> rare = v.dice.sample(DemoSite.API.subList(0, 3), v.dice.between(1, 2));
        int calls = v.dice.scale(10, 200);
        for (int i = 0; i < calls; i++) {
            v.get(v.dice.pick(rare));
            v.pause(1);
        }
    }

    /** Tries a list of words below a folder, as tools do; some look first how the site answers what cannot exist. */
    private static void search(DemoVisit v, String folder) {
        List<String> words = new ArrayList<>(ProbeWords.list(v.dice, v.dice.scale(20, 300)));
        words.addAll(
                v.dice.sample(List.of("/hello", "/files", "/command", "/index.html", "/js/"), v.dice.between(0, 5)));
        String method = v.dice.chance(.15) ? "HEAD" : "GET";
        double gap = v.dice.scale(.01, 2);
        if (v.dice.chance(.4)) {
            v.get("/");
        }
        if (v.dice.chance(.4)) {
            v.get("/" + Endpoint.hash(v.dice) + "z");
        }
        for (String word : v.dice.shuffled(words)) {
            v.call(method, folder + word.substring(1));
            v.pause(gap);
        }
    }

    /** Sends one page one thing after the other. */
    private static void provoke(DemoVisit v, String door, int calls) {
        boolean words = v.dice.chance(.4);
        Words vocabulary = new Words(v.dice);
        if (v.dice.chance(.3)) {
            v.get(door + "x");
        }
        double gap = v.dice.scale(.01, 2);
        for (int i = 0; i < calls; i++) {
            String value =
                    words ? vocabulary.word() : v.dice.pick(PAYLOADS) + (v.dice.chance(.5) ? v.dice.below(10_000) : "");
            v.get(door + DemoSite.encoded(value));
            v.pause(gap);
        }
    }

    /** A scanner of holes does all of that in turns. */
    private static void scan(DemoVisit v) {
        List<String> words = ProbeWords.list(v.dice, v.dice.scale(20, 120));
        int rounds = v.dice.scale(2, 12);
        v.get("/");
        for (int i = 0; i < rounds; i++) {
            for (String path : v.dice.sample(words, v.dice.between(3, 20))) {
                v.call(v.dice.of("GET", "GET", "GET", "HEAD"), path);
                v.pause(.1);
            }
            v.call("POST", v.dice.of("/", "/hello", "/files", "/command"));
            provoke(v, v.dice.pick(DOORS), v.dice.between(3, 20));
        }
    }

    /** Opens pages as anybody does, and between them as many probes or rare calls. */
    private static void hide(DemoVisit v) {
        List<String> words = ProbeWords.list(v.dice, v.dice.scale(40, 200));
        int rounds = v.dice.scale(4, 40);
        for (int i = 0; i < rounds; i++) {
            v.open(v.dice.of("/", "/hello", "/files", "/command"));
            for (String path : v.dice.sample(words, v.dice.between(4, 12))) {
                v.get(path);
                v.pause(.5);
            }
            v.pause(3);
        }
    }
}
