package io.abatis.traffic.site;

import java.util.List;

/** Attackers who look for what should not be there. */
final class Probers {

    private Probers() {}

    /** Seconds between calls: tools hammer, careful ones do not. */
    static double gap(Dice dice) {
        return dice.chance(.6) ? dice.scale(.01, .6) : dice.scale(.6, 20);
    }

    static void probe(Session s) {
        Dice dice = s.dice;
        List<String> own = dice.chance(.8)
                ? ProbeWords.favourites(dice, dice.few(1.8))
                : dice.sample(dice.pick(s.scene.probeLists), dice.few(2));
        double gap = dice.scale(.05, 300);
        if (dice.chance(.4)) {
            s.get("/");
            s.pause(dice.exponential(gap));
        }
        if (dice.chance(.05)) {
            s.get("/robots.txt");
        }
        if (dice.chance(.08)) {
            s.send("X", "", Manner.PLAIN); // another protocol's greeting
        }
        for (String path : own.subList(0, Math.min(4, own.size()))) {
            s.send(dice.chance(.1) ? "POST" : dice.chance(.05) ? "HEAD" : "GET", path, Manner.PLAIN);
            s.pause(dice.exponential(gap));
        }
    }

    static void browseByForce(Session s) {
        int size = s.dice.scale(10, 1_000);
        tryAll(s, ProbeWords.list(s.dice, size), gap(s.dice));
    }

    static void useSharedList(Session s) {
        List<List<String>> lists = s.scene.probeLists;
        List<String> list = lists.get(new Zipf(lists.size(), 1).draw(s.dice));
        List<String> part =
                s.dice.chance(.5) ? list : list.subList(0, s.dice.between(Math.min(4, list.size()), list.size()));
        tryAll(s, s.dice.chance(.3) ? s.dice.shuffled(part) : part, gap(s.dice));
    }

    /** Most tools ask for the home page first, and some see how the site answers what cannot exist. */
    static void tryAll(Session s, List<String> paths, double gap) {
        String method = s.dice.chance(.15) ? "HEAD" : "GET";
        if (s.dice.chance(.5)) {
            s.get("/");
            s.pause(s.dice.exponential(gap));
        }
        if (s.dice.chance(.2)) {
            s.get("/" + Endpoint.hash(s.dice) + "z");
        }
        for (String path : paths) {
            int status = s.send(method, path, Manner.PLAIN);
            if (status == 405 && method.equals("HEAD")) {
                method = "GET";
            }
            s.pause(s.dice.exponential(gap));
            if (s.isLate()) {
                return;
            }
        }
    }

    static void scanForHoles(Session s) {
        Dice dice = s.dice;
        List<String> unknown = ProbeWords.list(dice, dice.scale(5, 60));
        int calls = dice.scale(8, 600);
        double gap = gap(dice);
        double onKnown = dice.between(0, .6);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            if (dice.chance(onKnown)) {
                provoke(s);
            } else {
                String method =
                        dice.of("GET", "GET", "GET", "POST", "POST", "PUT", "OPTIONS", "PROPFIND", "TRACE", "CONNECT");
                s.send(method, dice.pick(unknown), Manner.PLAIN);
            }
            s.pause(dice.exponential(gap));
        }
    }

    /** A known route with something in it that does not belong there: a scanner tries each many times. */
    private static void provoke(Session s) {
        Dice dice = s.dice;
        String path = dice.chance(.6)
                ? s.site.page(dice).path()
                : s.site.tailPage(dice).path();
        switch (dice.weighted(5, 2, 2, 1)) {
            case 0 -> s.send(dice.of("GET", "GET", "POST"), path + "?id=" + dice.below(1_000) + "%27", Manner.PLAIN);
            case 1 -> s.deliver(dice.of("GET", "POST"), path, dice.of(400, 403, 403, 500, 500, 200, 406, 414));
            case 2 ->
                s.send("GET", path + "/../../" + dice.of("etc/passwd", "windows/win.ini", "boot.ini"), Manner.PLAIN);
            default -> s.send("X", "", Manner.PLAIN);
        }
    }

    static void probeSlowly(Session s) {
        List<String> list =
                s.dice.chance(.5) ? s.dice.pick(s.scene.probeLists) : ProbeWords.list(s.dice, s.dice.scale(5, 150));
        tryAll(s, list, s.dice.scale(90, 3_600));
    }

    static void takePart(Session s) {
        List<String> list = s.scene.probeLists.get(0);
        int calls = s.dice.few(1.3);
        for (int i = 0; i < calls; i++) {
            s.get(s.dice.pick(list));
            s.pause(s.dice.scale(.5, 2_000));
        }
    }
}
