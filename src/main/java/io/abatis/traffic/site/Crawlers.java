package io.abatis.traffic.site;

import java.util.List;

/** Search engines and their like. */
final class Crawlers {

    private Crawlers() {}

    static void crawl(Session s) {
        begin(s);
        walk(s, s.dice.chance(.55) ? s.dice.few(4) : s.dice.scale(10, 800), gap(s.dice));
    }

    private static double gap(Dice dice) {
        return dice.chance(.3) ? dice.scale(.1, 2) : dice.scale(2, 1_200);
    }

    /** One address of many, with a link or two of the engine's list. */
    static void visitOne(Session s) {
        if (s.dice.chance(.2)) {
            begin(s);
        }
        walk(s, s.dice.few(1.8), s.dice.scale(1, 20_000));
    }

    private static void begin(Session s) {
        if (s.dice.chance(.85)) {
            s.get("/robots.txt");
            s.pause(s.dice.exponential(3));
        }
        if (s.dice.chance(.15)) {
            s.get("/sitemap.xml");
        }
    }

    private static void walk(Session s, int calls, double gap) {
        double dead = s.site.trouble().deadShare();
        boolean loadsAssets = s.dice.chance(.2);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            if (s.dice.chance(dead)) {
                deadLink(s);
            } else {
                live(s, loadsAssets);
            }
            if (s.dice.chance(.01)) {
                s.get("/robots.txt", Manner.CONDITIONAL);
            }
            s.pause(s.dice.exponential(gap));
        }
    }

    private static void deadLink(Session s) {
        List<String> from = s.dice.chance(.8)
                ? s.site.trouble().removed()
                : s.site.trouble().deadLinks();
        s.get(s.dice.pick(from));
    }

    private static void live(Session s, boolean loadsAssets) {
        Page page = s.dice.chance(.8) ? s.site.tailPage(s.dice) : s.site.page(s.dice);
        List<String> files = s.site.catalogue().files;
        if (!files.isEmpty() && s.dice.chance(.15)) {
            s.get(s.dice.pick(files));
        } else if (!page.assets().isEmpty() && loadsAssets && s.dice.chance(.4)) {
            s.get(s.dice.pick(page.assets()));
        } else if (!page.broken().isEmpty() && s.dice.chance(.3)) {
            s.get(s.dice.pick(page.broken()));
        } else if (page.path().endsWith("/") && page.path().length() > 1 && s.dice.chance(.05)) {
            s.get(page.path().substring(0, page.path().length() - 1));
        } else {
            s.get(page.path(), s.dice.chance(.15) ? Manner.CONDITIONAL : Manner.PLAIN);
        }
    }

    /** Each page links to its neighbours as if they were below it. */
    static void getLost(Session s) {
        begin(s);
        int calls = s.dice.scale(20, 300);
        double lost = s.dice.between(.2, .7);
        double gap = gap(s.dice);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            String path = s.site.tailPage(s.dice).path();
            if (s.dice.chance(lost)) {
                String under = s.site.page(s.dice).path();
                path = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + under;
            }
            s.get(path);
            s.pause(s.dice.exponential(gap));
        }
    }
}
