package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/** Programs that mean well. */
final class Machines {

    private static final List<String> SELF_DESCRIPTIONS = List.of(
            "/",
            "/",
            "/robots.txt",
            "/robots.txt",
            "/ads.txt",
            "/favicon.ico",
            "/sitemap.xml",
            "/.well-known/security.txt",
            "/security.txt",
            "/app-ads.txt",
            "/sellers.json",
            "/humans.txt",
            "/.well-known/assetlinks.json",
            "/apple-app-site-association",
            "/llms.txt",
            "/.well-known/apple-app-site-association",
            "/.well-known/host-meta",
            "/.well-known/nodeinfo",
            "/sitemap_index.xml",
            "/index.html",
            "/.well-known/openid-configuration",
            "/sitemap.xml.gz",
            "/.well-known/dnt-policy.txt",
            "/feed/",
            "/rss.xml");

    private Machines() {}

    static void readFeed(Session s) {
        List<String> feeds = s.site.catalogue().feeds;
        boolean gone = feeds.isEmpty() || s.dice.chance(.15);
        String feed = gone ? s.dice.pick(s.site.trouble().removed()) : s.dice.pick(feeds);
        double gap = s.dice.scale(600, 40_000);
        boolean keeps = s.dice.chance(.75);
        int polls = s.dice.scale(1, 400);
        for (int i = 0; i < polls && !s.isLate(); i++) {
            boolean fresh = i == 0 || s.dice.chance(.1);
            int status = s.get(feed, keeps && !fresh ? Manner.CONDITIONAL : Manner.PLAIN);
            if (status == 200 && fresh && s.dice.chance(.2)) {
                s.get(s.dice.chance(.3) ? "/favicon.ico" : s.site.page(s.dice).path());
            }
            s.pause(s.dice.around(gap, .1));
        }
    }

    static void callApi(Session s) {
        List<Endpoint> some = endpoints(s, s.dice.between(1, 5));
        s.setMember(s.dice.chance(.97));
        boolean expires = s.dice.chance(.25);
        int untilExpiry = s.dice.scale(5, 300);
        double gap = s.dice.scale(.2, 900);
        int calls = s.dice.chance(.4) ? s.dice.few(4) : s.dice.scale(10, 1_200);
        for (int i = 1; i <= calls && !s.isLate(); i++) {
            s.call(s.dice.pick(some));
            if (expires && i == untilExpiry) {
                s.setMember(false);
            } else if (!s.isMember() && s.dice.chance(.08)) {
                renew(s);
            }
            s.pause(s.dice.chance(.5) ? s.dice.around(gap, .05) : s.dice.exponential(gap));
        }
    }

    private static List<Endpoint> endpoints(Session s, int count) {
        List<Endpoint> all = s.site.catalogue().endpoints;
        Zipf popularity = new Zipf(all.size(), .8);
        List<Endpoint> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get(popularity.draw(s.dice)));
        }
        return some;
    }

    private static void renew(Session s) {
        String door = s.site.catalogue().logIn;
        if (door != null && s.dice.chance(.7)) {
            s.post(door);
        }
        s.setMember(true);
    }

    static void useApp(Session s) {
        List<Endpoint> routes = endpoints(s, s.dice.between(5, 20));
        s.setMember(s.dice.chance(.7));
        int visits = s.dice.few(2.5);
        for (int visit = 0; visit < visits && !s.isLate(); visit++) {
            int calls = s.dice.few(9);
            for (int i = 0; i < calls; i++) {
                int status = s.call(routes.get(Math.min(s.dice.few(4) - 1, routes.size() - 1)));
                if (status == 401) {
                    renew(s);
                }
                s.pause(s.dice.chance(.6) ? s.dice.exponential(.2) : s.dice.exponential(12));
            }
            s.pause(s.dice.scale(300, 50_000));
            s.setMember(s.dice.chance(.7));
        }
    }

    /** The route that it posts to is nobody else's: the client's own address is in it. */
    static void sendHooks(Session s) {
        String hook = "/" + s.dice.of("hooks", "webhook", "callback", "notify", "ipn") + "/"
                + s.dice.of("github", "stripe", "paypal", "ci", "mail") + "-"
                + Math.floorMod(s.client.ip.hashCode(), 97);
        double gap = s.dice.scale(5, 7_200);
        int calls = s.dice.scale(2, 300);
        boolean broken = s.dice.chance(.08);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            s.deliver("POST", hook, broken ? s.dice.of(404, 500, 400, 401) : s.dice.of(200, 200, 202, 204));
            s.pause(s.dice.exponential(gap));
        }
    }

    static void monitor(Session s) {
        String path = s.dice.chance(.6) ? "/" : s.site.page(s.dice).path();
        String method = s.dice.of("GET", "HEAD");
        double gap = s.dice.of(30.0, 60.0, 60.0, 300.0, 900.0);
        int calls = s.dice.scale(20, 1_500);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            s.send(method, path, Manner.PLAIN);
            s.pause(s.dice.around(gap, .02));
        }
    }

    static void lookUp(Session s) {
        List<Endpoint> all =
                s.site.catalogue().endpoints.stream().filter(Endpoint::lookup).toList();
        Endpoint one = s.dice.pick(all);
        s.setMember(true);
        double missing = s.dice.between(.05, .95);
        double gap = s.dice.scale(.1, 60);
        int calls = s.dice.scale(3, 500);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            if (s.dice.chance(missing)) {
                s.deliver(one.method(), one.path(s.dice), 404);
            } else {
                s.call(one);
            }
            s.pause(s.dice.exponential(gap));
        }
    }

    static void preflight(Session s) {
        List<Endpoint> some = endpoints(s, s.dice.between(1, 4));
        s.setMember(s.dice.chance(.9));
        int calls = s.dice.few(8);
        for (int i = 0; i < calls; i++) {
            Endpoint one = s.dice.pick(some);
            String path = one.path(s.dice);
            s.send("OPTIONS", path, Manner.PLAIN);
            s.send(one.method(), path, Manner.PLAIN);
            s.pause(s.dice.exponential(8));
        }
    }

    static void check(Session s) {
        if (s.dice.chance(.2)) {
            String token = "/.well-known/acme-challenge/" + Endpoint.hash(s.dice) + "_x";
            s.deliver("GET", token, s.dice.chance(.8) ? 200 : 404);
            return;
        }
        int calls = s.dice.few(2.2);
        for (int i = 0; i < calls; i++) {
            String path = s.dice.chance(.2) ? s.site.page(s.dice).path() : s.dice.pick(SELF_DESCRIPTIONS);
            s.send(s.dice.of("GET", "GET", "HEAD"), path, Manner.PLAIN);
            s.pause(s.dice.scale(.2, 200));
        }
    }

    static void verify(Session s) {
        String file = s.dice.of("/google", "/yandex_", "/pinterest-")
                + Endpoint.hash(s.dice).substring(0, 12) + "x.html";
        int status = s.dice.chance(.8) ? 200 : s.site.answers().unknown();
        int calls = s.dice.few(2);
        for (int i = 0; i < calls; i++) {
            s.deliver("GET", file, status);
            s.pause(s.dice.scale(3_600, 90_000));
        }
    }

    /** Update checks of programs long out of support, scripts in forgotten cron tables, badges in old read-mes. */
    static void strand(Session s) {
        List<String> removed = s.site.trouble().removed();
        List<String> own = s.dice.sample(removed.subList(0, Math.min(8, removed.size())), s.dice.few(1.5));
        double gap = s.dice.scale(10, 20_000);
        int calls = s.dice.scale(2, 400);
        for (int i = 0; i < calls && !s.isLate(); i++) {
            s.get(own.get(i % own.size()));
            s.pause(s.dice.around(gap, .3));
        }
    }

    static void keepSilent(Session s) {
        int calls = s.dice.few(1.6);
        for (int i = 0; i < calls; i++) {
            s.send("", "", Manner.PLAIN);
            s.pause(s.dice.scale(1, 4_000));
        }
    }
}
