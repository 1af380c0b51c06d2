package io.abatis.traffic.site;

import io.abatis.client.Ip;
import java.util.List;

/** One client of the demo. Time passes where {@link #pause} says so, and by some milliseconds for every call. */
final class DemoVisit {

    final Dice dice;
    private final Ip client;
    private final List<Hit> hits;
    private double time;

    /** @param hits takes what is called */
    DemoVisit(Dice dice, Ip client, long start, List<Hit> hits) {
        this.dice = dice;
        this.client = client;
        this.time = start;
        this.hits = hits;
    }

    void pause(double seconds) {
        time += dice.exponential(seconds * 1_000);
    }

    void get(String target) {
        call("GET", target);
    }

    void call(String method, String target) {
        hits.add(new Hit((long) time, client, method, target, "", DemoSite.status(method, target)));
        time += dice.between(4.0, 60);
    }

    /** A page with all that a browser loads for it. */
    void open(String target) {
        get(target);
        DemoSite.FILES.forEach(this::get);
        if (target.startsWith("/hello")) {
            get("/hello.js" + (target.indexOf('?') < 0 ? "?name=world" : target.substring(target.indexOf('?'))));
        }
        if (target.equals("/")) {
            dice.shuffled(DemoSite.SCRIPTS).forEach(this::get);
        }
        if (dice.chance(.03)) {
            get("/favicon.ico");
        }
    }
}
