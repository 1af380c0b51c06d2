package io.abatis.traffic.site;

import java.util.List;

/** People who log in, and people who fill in forms. */
final class Members {

    private Members() {}

    static void edit(Session s) {
        List<Endpoint> desk = s.site.catalogue().desk;
        Browser browser = new Browser(s);
        int sittings = s.dice.few(2);
        for (int sitting = 0; sitting < sittings && !s.isLate(); sitting++) {
            if (s.dice.chance(.2)) {
                s.call(desk.get(0)); // the session has expired, and one finds oneself at the log-in
            }
            s.logIn();
            int calls = s.dice.scale(4, 120);
            for (int i = 0; i < calls && !s.isLate(); i++) {
                if (s.dice.chance(.25)) {
                    browser.open(s.site.page(s.dice));
                } else {
                    s.call(s.dice.pick(desk));
                }
                s.pause(s.dice.around(s.dice.chance(.3) ? 1 : 25, .9));
            }
            s.setMember(false);
            s.pause(s.dice.scale(1_800, 80_000));
        }
    }

    static void forget(Session s) {
        String door = s.site.catalogue().logIn;
        if (door == null) {
            Readers.mistype(s);
            return;
        }
        if (s.dice.chance(.6)) {
            new Browser(s).open(s.site.home());
            s.pause(s.dice.around(10, .7));
        }
        s.get(door);
        int failures = s.dice.between(1, 6);
        for (int i = 0; i < failures; i++) {
            s.pause(s.dice.around(9, .6));
            s.send("POST", door, Manner.INVALID);
        }
        if (s.dice.chance(.75)) {
            s.pause(s.dice.around(12, .6));
            s.setMember(true);
            s.post(door);
            if (!s.site.catalogue().desk.isEmpty() && s.dice.chance(.3)) {
                s.call(s.dice.pick(s.site.catalogue().desk));
            }
            Readers.browse(s, new Browser(s), s.dice.few(4), 20);
        }
    }

    static void fillIn(Session s) {
        List<String> forms = s.site.catalogue().forms;
        Browser browser = new Browser(s);
        Readers.browse(s, browser, s.dice.few(2), 20);
        String form = s.dice.pick(forms);
        browser.open(form);
        int failures = s.dice.few(1.6) - s.dice.below(2);
        for (int i = 0; i < failures; i++) {
            s.pause(s.dice.around(15, .7));
            s.send("POST", form, Manner.INVALID);
        }
        s.pause(s.dice.around(10, .6));
        s.post(form);
        if (s.dice.chance(.4)) {
            Readers.browse(s, browser, s.dice.few(2), 20);
        }
    }
}
