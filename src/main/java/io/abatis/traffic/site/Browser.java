package io.abatis.traffic.site;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A person's browser: loads pages with their assets, keeps copies, and asks for things by itself. */
final class Browser {

    private final Session session;
    private final Site site;
    private final Trouble trouble;
    private final Dice dice;
    private final Set<String> copies = new HashSet<>();
    private final boolean loadsAssets;
    private final boolean asksForMissing;
    private final double asksForIcon;
    private final double checksCopies;
    private final double parallel;
    private boolean begun;

    Browser(Session session) {
        this(session, !session.dice.chance(session.site.habits().plainShare()));
    }

    Browser(Session session, boolean loadsAssets) {
        this.session = session;
        this.site = session.site;
        this.trouble = site.trouble();
        this.dice = session.dice;
        this.loadsAssets = loadsAssets;
        asksForMissing = loadsAssets && dice.chance(trouble.missingChance());
        asksForIcon = loadsAssets && dice.chance(.75) ? dice.of(1.0, 1.0, .2) : 0;
        checksCopies = dice.chance(.3) ? 1 : dice.between(0, .3);
        parallel = dice.scale(.005, .15);
    }

    /** As on an earlier visit: it has what the pages of a site have in common, and some pages. */
    void remember() {
        Page page = site.page(dice);
        copies.addAll(page.assets());
        copies.addAll(site.home().assets());
        copies.add(page.path());
    }

    void open(Page page) {
        int status = enter(page.path());
        if (loadsAssets && (status == 200 || status == 304)) {
            session.pause(dice.between(.05, .8));
            page.assets().forEach(this::load);
            page.broken().forEach(this::ask);
            if (asksForMissing) {
                trouble.missing().forEach(this::ask);
            }
            for (Endpoint call : page.calls()) {
                if (session.call(call) == 401 && dice.chance(.25)) {
                    session.logIn();
                }
            }
        }
        begin();
    }

    /** One page without what is on it, and with what a new visitor's browser asks for anyway. */
    int open(String path) {
        int status = enter(path);
        begin();
        return status;
    }

    private int enter(String path) {
        Manner manner = copies.contains(path) && dice.chance(.5) ? Manner.CONDITIONAL : Manner.PLAIN;
        int status = session.get(path, manner);
        if (site.gated() && !session.isMember() && dice.chance(.93)) {
            status = passGate(path, status);
        }
        copies.add(path);
        return status;
    }

    private int passGate(String path, int status) {
        if (site.catalogue().logIn == null || status == 401 && dice.chance(.5)) {
            session.setMember(true); // the browser knows the password: a 401, and the same again
        } else {
            session.logIn();
            session.pause(.3);
        }
        return session.get(path);
    }

    private void load(String asset) {
        if (copies.add(asset)) {
            session.get(asset);
        } else if (dice.chance(checksCopies)) {
            session.get(asset, Manner.CONDITIONAL);
        }
        session.pause(dice.exponential(parallel));
    }

    /** What is missing is not kept, and asked for again with most pages. */
    private void ask(String asset) {
        if (dice.chance(.85)) {
            session.get(asset);
            session.pause(dice.exponential(parallel));
        }
    }

    private void begin() {
        if (dice.chance(begun ? asksForIcon * .1 : asksForIcon)) {
            session.get("/favicon.ico", begun ? Manner.CONDITIONAL : Manner.PLAIN);
        }
        if (!begun && loadsAssets && !trouble.icons().isEmpty() && dice.chance(.12)) {
            some(trouble.icons());
        }
        if (!begun && !trouble.automatic().isEmpty() && dice.chance(.1)) {
            some(trouble.automatic());
        }
        if (!begun && dice.chance(trouble.silent())) {
            session.pause(dice.between(5, 60));
            session.send("", "", Manner.PLAIN);
        }
        begun = true;
    }

    private void some(List<String> paths) {
        int count = dice.between(1, paths.size());
        for (int i = 0; i < count; i++) {
            session.get(paths.get(i));
        }
    }
}
