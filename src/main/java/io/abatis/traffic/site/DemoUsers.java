package io.abatis.traffic.site;

import io.abatis.traffic.CallWeights;
import java.util.ArrayList;
import java.util.List;

/** What people and friendly programs do with the demo, their mistakes included. */
final class DemoUsers {

    private DemoUsers() {}

    /** One after the other, so that a log of any length has all kinds. */
    static void visit(DemoVisit v, int number) {
        switch (number % 16) {
            case 0, 1, 2, 3, 4 -> callApi(v, v.dice.scale(40, 600));
            case 5 -> keepToHabits(v);
            case 6 -> play(v);
            case 7 -> greet(v);
            case 8 -> lookIntoFolders(v);
            case 9 -> runCommands(v);
            case 10, 11 -> wander(v);
            case 12 -> crawl(v);
            case 13 -> watch(v);
            default -> tryByHand(v);
        }
    }

    /** As the reference traffic's users do. */
    private static void callApi(DemoVisit v, int calls) {
        double[] weights = weights(CallWeights.benign(DemoSite.API.size(), CallWeights.REFERENCE_BIAS));
        for (int i = 0; i < calls; i++) {
            v.get(DemoSite.API.get(v.dice.weighted(weights)));
            v.pause(3);
        }
    }

    static double[] weights(int... whole) {
        double[] weights = new double[whole.length];
        for (int i = 0; i < whole.length; i++) {
            weights[i] = whole[i];
        }
        return weights;
    }

    /** A program that needs a few of the usual routes, and only these. */
    private static void keepToHabits(DemoVisit v) {
        int usual = DemoSite.API.size() - 3;
        List<String> routes = v.dice.sample(DemoSite.API.subList(3, 3 + usual), v.dice.between(1, 5));
        int calls = v.dice.scale(20, 400);
        for (int i = 0; i < calls; i++) {
            v.get(v.dice.pick(routes));
            v.pause(5);
        }
    }

    /** Presses the buttons of the home page, first perhaps each of them once, and sends all of its examples. */
    private static void play(DemoVisit v) {
        v.open("/");
        if (v.dice.chance(.5)) {
            callOnceEach(v);
        }
        callApi(v, v.dice.scale(5, 60));
        if (v.dice.chance(.5)) {
            List<String> examples = new ArrayList<>();
            DemoSite.NAMES.subList(6, 10).forEach(name -> examples.add("/hello?name=" + DemoSite.encoded(name)));
            DemoSite.WRONG_FOLDERS.subList(0, 3).forEach(path -> examples.add("/files?path=" + DemoSite.encoded(path)));
            examples.add("/files?path=readings");
            DemoSite.WRONG_COMMANDS.subList(0, 4).forEach(query -> examples.add("/command?" + query));
            DemoSite.COMMANDS.subList(1, 2).forEach(query -> examples.add("/command?" + query));
            for (String example : v.dice.chance(.5) ? examples : v.dice.shuffled(examples)) {
                v.get(example);
                v.pause(4);
            }
        }
        explore(v, v.dice.scale(2, 30));
    }

    /** The page shows the usual routes first. */
    private static void callOnceEach(DemoVisit v) {
        for (int i = DemoSite.API.size() - 1; i >= 0; i--) {
            v.get(DemoSite.API.get(i));
            v.pause(2);
        }
    }

    private static void greet(DemoVisit v) {
        v.open("/hello");
        int times = v.dice.scale(1, 40);
        for (int i = 0; i < times; i++) {
            v.pause(8);
            v.open("/hello?name=" + DemoSite.encoded(v.dice.pick(DemoSite.NAMES)));
        }
        explore(v, v.dice.scale(1, 20));
    }

    private static void lookIntoFolders(DemoVisit v) {
        double wrong = v.dice.between(0, 1.0);
        v.open("/files");
        int times = v.dice.scale(2, 40);
        for (int i = 0; i < times; i++) {
            v.pause(8);
            v.open("/files?path="
                    + DemoSite.encoded(v.dice.pick(v.dice.chance(wrong) ? DemoSite.WRONG_FOLDERS : DemoSite.FOLDERS)));
        }
        explore(v, v.dice.scale(1, 20));
    }

    private static void runCommands(DemoVisit v) {
        double wrong = v.dice.between(0, 1.0);
        v.open("/command");
        int times = v.dice.scale(2, 40);
        for (int i = 0; i < times; i++) {
            v.pause(8);
            v.open("/command?" + v.dice.pick(v.dice.chance(wrong) ? DemoSite.WRONG_COMMANDS : DemoSite.COMMANDS));
        }
        explore(v, v.dice.scale(1, 20));
    }

    private static void wander(DemoVisit v) {
        if (v.dice.chance(.4)) { // an old link, or an address as it is remembered
            int wrong = v.dice.between(1, 3);
            for (int i = 0; i < wrong; i++) {
                v.open(typo(v));
                v.pause(10);
            }
        }
        v.open("/");
        explore(v, v.dice.scale(5, 80));
    }

    private static void explore(DemoVisit v, int pages) {
        double clumsy = v.dice.between(.05, .5);
        for (int i = 0; i < pages; i++) {
            v.pause(10);
            if (v.dice.chance(clumsy)) {
                err(v);
            } else {
                step(v);
            }
        }
    }

    private static void step(DemoVisit v) {
        switch (v.dice.weighted(3, 2, 2, 2, 3)) {
            case 0 -> v.open("/");
            case 1 -> v.open("/hello?name=" + DemoSite.encoded(v.dice.pick(DemoSite.NAMES)));
            case 2 -> v.open("/files?path=" + DemoSite.encoded(v.dice.pick(DemoSite.FOLDERS)));
            case 3 -> v.open("/command?" + v.dice.pick(DemoSite.COMMANDS));
            default -> callApi(v, v.dice.scale(1, 20));
        }
    }

    private static void err(DemoVisit v) {
        switch (v.dice.weighted(2, 2, 3)) {
            case 0 -> v.open("/files?path=" + DemoSite.encoded(v.dice.pick(DemoSite.WRONG_FOLDERS)));
            case 1 -> v.open("/command?" + v.dice.pick(DemoSite.WRONG_COMMANDS));
            default -> v.open(typo(v));
        }
    }

    private static String typo(DemoVisit v) {
        return "/" + new Words(v.dice).word() + v.dice.of("", "", "/", ".html");
    }

    /** Somebody with a tool of the command line, who loads no files, tries a few addresses, and makes some calls. */
    private static void tryByHand(DemoVisit v) {
        int wrong = v.dice.below(4);
        for (int i = 0; i < wrong; i++) {
            v.get(v.dice.chance(.5) ? "/api" + typo(v) : typo(v));
            v.pause(15);
        }
        int calls = v.dice.between(1, 6);
        String door = v.dice.of("hello", "files", "command");
        for (int i = 0; i < calls; i++) {
            v.get(
                    switch (door) {
                        case "hello" -> "/hello?name=" + DemoSite.encoded(v.dice.pick(DemoSite.NAMES));
                        case "files" ->
                            "/files?path="
                                    + DemoSite.encoded(
                                            v.dice.pick(v.dice.chance(.3) ? DemoSite.WRONG_FOLDERS : DemoSite.FOLDERS));
                        default ->
                            "/command?" + v.dice.pick(v.dice.chance(.3) ? DemoSite.WRONG_COMMANDS : DemoSite.COMMANDS);
                    });
            v.pause(15);
        }
        callApi(v, v.dice.below(30));
    }

    /** Comes for the rules first, which the demo does not have, then follows links round after round, with or without what browsers load. */
    private static void crawl(DemoVisit v) {
        v.get("/robots.txt");
        if (v.dice.chance(.4)) {
            v.get("/sitemap.xml");
        }
        boolean loads = v.dice.chance(.5);
        List<String> links = new ArrayList<>(List.of("/", "/hello", "/files", "/command"));
        DemoSite.FOLDERS.forEach(path -> links.add("/files?path=" + DemoSite.encoded(path)));
        int rounds = v.dice.scale(1, 30);
        for (int i = 0; i < rounds; i++) {
            for (String link : v.dice.shuffled(links)) {
                if (loads) {
                    v.open(link);
                } else {
                    v.get(link);
                }
                v.pause(2);
            }
            callApi(v, v.dice.below(20));
        }
    }

    /** Looks whether all is well, by one address or two, for hours. */
    private static void watch(DemoVisit v) {
        List<String> watched = v.dice.sample(
                List.of("/", "/", "/index.html", "/style.css", DemoSite.API.get(13), DemoSite.API.get(8)),
                v.dice.between(1, 2));
        String method = v.dice.chance(.3) ? "HEAD" : "GET";
        int calls = v.dice.scale(20, 300);
        for (int i = 0; i < calls; i++) {
            v.call(method, v.dice.pick(watched));
            v.pause(60);
        }
    }
}
