package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/** People who read. */
final class Readers {

    private Readers() {}

    static void visit(Session s) {
        boolean devoted = s.dice.chance(.05);
        int pages = devoted ? s.dice.scale(15, 150) : s.dice.few(s.site.habits().pagesPerVisit());
        double gap = devoted && s.dice.chance(.5) ? s.dice.scale(.5, 4) : s.dice.around(25, .8);
        browse(s, new Browser(s), pages, gap);
    }

    /** From the home page or from a link elsewhere. */
    static void browse(Session s, Browser browser, int pages, double gap) {
        browser.open(s.dice.chance(.45) ? s.site.home() : s.site.page(s.dice));
        for (int i = 1; i < pages && !s.isLate(); i++) {
            s.pause(s.dice.around(gap, 1));
            browser.open(s.dice.chance(.15) ? s.site.tailPage(s.dice) : s.site.page(s.dice));
        }
    }

    static void read(Session s) {
        Browser browser = new Browser(s, s.dice.chance(.35));
        browser.open(s.dice.chance(.5) ? s.site.tailPage(s.dice) : s.site.page(s.dice));
    }

    static void comeBack(Session s) {
        Browser browser = new Browser(s);
        browser.remember();
        int visits = s.dice.few(3);
        for (int i = 0; i < visits && !s.isLate(); i++) {
            browse(s, browser, s.dice.few(2), 30);
            s.pause(s.dice.scale(600, 86_400));
        }
    }

    /** Sessions are written one after the other and interleave by their times. */
    static void share(Session s) {
        int people = s.dice.scale(2, 50);
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            sessions.add(new Session(s.scene, s.client, s.scene.period.byDay(s.dice)));
        }
        for (Session one : sessions) {
            switch (s.dice.weighted(14, 6, 3, .6, .4)) {
                case 0 -> visit(one);
                case 1 -> read(one);
                case 2 -> comeBack(one);
                case 3 -> mistype(one);
                default -> Members.forget(one);
            }
        }
    }

    static void mistype(Session s) {
        Browser browser = new Browser(s);
        int typos = s.dice.between(1, 3);
        if (s.dice.chance(.5)) {
            browser.open(s.site.home());
            s.pause(s.dice.around(10, .7));
        }
        for (int i = 0; i < typos; i++) {
            browser.open(typo(s.site.page(s.dice).path(), s.dice));
            s.pause(s.dice.around(6, .7));
        }
        if (s.dice.chance(.7)) {
            browse(s, browser, s.dice.few(2), 20);
        }
    }

    /** Two letters changed places, one left out, or too much copied. */
    private static String typo(String path, Dice dice) {
        if (path.length() < 4) {
            return path + dice.of("index.htm", "home", "index.html.", "de", "en");
        }
        int at = 1 + dice.below(path.length() - 2);
        return switch (dice.below(3)) {
            case 0 ->
                path.substring(0, at)
                        + path.charAt(at + 1)
                        + path.charAt(at)
                        + path.substring(Math.min(path.length(), at + 2));
            case 1 -> path.substring(0, at) + path.substring(at + 1) + "x";
            default -> path + dice.of(")", ".", ",", "%20", "l", "&quot");
        };
    }

    static void followDeadLink(Session s) {
        Browser browser = new Browser(s);
        Trouble trouble = s.site.trouble();
        int count = s.dice.few(1.4);
        for (int i = 0; i < count; i++) {
            boolean removed = s.dice.chance(.6);
            List<String> from = removed ? trouble.removed() : trouble.deadLinks();
            browser.open(from.get(new Zipf(from.size(), 1).draw(s.dice)));
            s.pause(s.dice.around(8, .8));
        }
        if (s.dice.chance(.35)) {
            browse(s, browser, s.dice.few(1.6), 20);
        }
    }

    static void seeImage(Session s) {
        List<String> assets = s.site.page(s.dice).assets();
        String image = assets.isEmpty()
                ? "/favicon.ico"
                : assets.get(assets.size() - 1 - s.dice.below(Math.min(3, assets.size())));
        int times = s.dice.few(1.5);
        for (int i = 0; i < times; i++) {
            s.get(image, i == 0 ? Manner.PLAIN : Manner.CONDITIONAL);
            s.pause(s.dice.scale(2, 7_200));
        }
    }

    static void download(Session s) {
        List<String> files = s.site.catalogue().files;
        Zipf popularity = new Zipf(files.size(), .9);
        if (s.dice.chance(.4)) {
            new Browser(s).open(s.site.page(s.dice));
        }
        int count = s.dice.tail(1.1, 60);
        for (int i = 0; i < count && !s.isLate(); i++) {
            String file = files.get(popularity.draw(s.dice));
            s.get(file);
            int parts = s.dice.chance(.35) ? s.dice.tail(.8, 200) : 0;
            for (int part = 0; part < parts; part++) {
                s.get(file, Manner.RANGE);
                s.pause(s.dice.exponential(3));
            }
            s.pause(s.dice.around(15, 1));
        }
    }
}
