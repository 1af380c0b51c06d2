package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/** Attackers who use what is there. */
final class Intruders {

    private Intruders() {}

    static void stuff(Session s) {
        Dice dice = s.dice;
        String own = s.site.catalogue().logIn;
        String door = own == null || dice.chance(.15)
                ? dice.of("/wp-login.php", "/xmlrpc.php", "/administrator/index.php", "/login")
                : own;
        boolean looks = dice.chance(.5);
        boolean again = dice.chance(.3);
        double gap = dice.chance(.7) ? dice.scale(.1, 5) : dice.scale(5, 600);
        int tries = dice.scale(5, 600);
        for (int i = 0; i < tries && !s.isLate(); i++) {
            if (looks && i == 0 || again) {
                s.get(door);
            }
            boolean lucky = dice.chance(.002);
            s.send("POST", door, lucky ? Manner.VALID : Manner.INVALID);
            s.pause(dice.exponential(gap));
        }
    }

    static void enumerate(Session s) {
        Dice dice = s.dice;
        List<Endpoint> routes = new ArrayList<>(s.site.catalogue().endpoints.stream()
                .filter(one -> one.template().indexOf('#') > 0)
                .toList());
        if (routes.isEmpty()) {
            routes.add(new Endpoint(
                    "GET",
                    dice.of("/user/#", "/author/#", "/index.php/#", "/download/#", "/api/users/#"),
                    false,
                    false));
        }
        Endpoint one = dice.pick(routes);
        s.setMember(dice.chance(.4));
        double found = dice.scale(.02, .6);
        int refusal = dice.of(404, 404, 403, 401);
        double gap = dice.scale(.02, 30);
        int calls = dice.scale(10, 800);
        int number = dice.below(5_000);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            String path =
                    one.template().replace("#", Integer.toString(++number)).replace("@", Endpoint.hash(dice));
            if (dice.chance(found)) {
                s.send("GET", path, Manner.PLAIN);
            } else {
                s.deliver("GET", path, refusal);
            }
            s.pause(dice.exponential(gap));
        }
    }

    static void scrape(Session s) {
        Dice dice = s.dice;
        List<Page> pages = s.site.catalogue().pages;
        int first = dice.below(pages.size());
        int calls = Math.max(8, Math.min(dice.scale(20, 1_000), pages.size()));
        double gap = dice.scale(.05, 20);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            s.get(pages.get((first + i) % pages.size()).path());
            s.pause(dice.exponential(gap));
        }
    }

    /** Now a page as anybody loads it, now as many probes. */
    static void mimic(Session s) {
        Dice dice = s.dice;
        Browser browser = new Browser(s, dice.chance(.8));
        List<String> list =
                dice.chance(.4) ? dice.pick(s.scene.probeLists) : ProbeWords.list(dice, dice.scale(10, 200));
        double gap = dice.scale(.5, 40);
        int rounds = dice.scale(3, 40);
        double zeal = dice.between(.6, 1.6);
        for (int i = 0, at = 0; i < rounds && !s.isLate(); i++) {
            int before = s.client.calls();
            browser.open(s.site.page(dice));
            int probes = Math.max(1, (int) ((s.client.calls() - before) * zeal));
            for (int j = 0; j < probes; j++) {
                s.get(list.get(at++ % list.size()));
                s.pause(dice.exponential(gap / 4));
            }
            s.pause(dice.around(gap, 1));
        }
    }

    /** The user's habits first; the time from which on somebody else uses the machine. */
    static long takeOver(Session s) {
        Dice dice = s.dice;
        Browser browser = new Browser(s);
        int pages = dice.scale(4, 60);
        double room = s.scene.period.seconds() / 4;
        Readers.browse(s, browser, pages, Math.min(dice.scale(3, 40), room / pages));
        s.pause(Math.min(dice.scale(1, 1_800), room));
        s.client.refill(20);
        long turned = s.time();
        switch (dice.weighted(4, 3, 2, 3, 1, 1, 1)) {
            case 0 -> Probers.useSharedList(s);
            case 1 -> Probers.browseByForce(s);
            case 2 -> stuff(s);
            case 3 -> Probers.scanForHoles(s);
            case 4 -> enumerate(s);
            case 5 -> preferRare(s);
            default -> Probers.probeSlowly(s);
        }
        return turned;
    }

    /** The least popular routes, pages and desks, known or guessed. */
    static void preferRare(Session s) {
        Dice dice = s.dice;
        Catalogue catalogue = s.site.catalogue();
        List<Page> pages = catalogue.pages;
        Zipf rarity = new Zipf(pages.size(), dice.between(.8, 1.5));
        double onDesk = catalogue.desk.isEmpty() ? 0 : dice.between(.2, .8);
        double onApi = catalogue.endpoints.isEmpty() ? 0 : dice.between(.2, .8);
        s.setMember(dice.chance(.3));
        double gap = dice.scale(.2, 60);
        int calls = dice.scale(6, 300);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            if (dice.chance(onDesk)) {
                s.call(dice.pick(catalogue.desk));
            } else if (dice.chance(onApi)) {
                List<Endpoint> all = catalogue.endpoints;
                s.call(all.get(all.size() - 1 - dice.below((all.size() + 1) / 2)));
            } else {
                s.get(pages.get(pages.size() - 1 - rarity.draw(dice)).path());
            }
            s.pause(dice.exponential(gap));
        }
    }
}
