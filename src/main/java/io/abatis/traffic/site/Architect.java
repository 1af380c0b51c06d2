package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Builds what a site has: its folders, pages and their assets, its API, and the rooms behind the log-in. */
final class Architect {

    private static final int MOST_ASSETS = 1_200;

    private final SiteKind kind;
    private final Sizes sizes;
    private final Words words;
    private final Dice dice;
    private final List<String> folders;
    private final String suffix;
    private final String imageSuffix;
    private final String api;
    private final double numbered;

    Architect(SiteKind kind, Words words, Dice dice) {
        this.kind = kind;
        this.sizes = Sizes.of(kind);
        this.words = words;
        this.dice = dice;
        folders = folders();
        suffix = dice.of("", "", "", "/", "/", ".html", ".html", ".php", ".htm", ".aspx");
        imageSuffix = dice.of(".jpg", ".png", ".webp", ".gif", ".jpeg");
        api = dice.of("/api", "/api/v1", "/api/v2", "/rest", "/v1", "/_api", "/services", "");
        // Some sites name their pages by number or in the query; a log then has few routes, and they are popular.
        numbered = dice.chance(.3) ? dice.between(.2, 1) : 0;
    }

    Catalogue build() {
        String logIn = dice.chance(sizes.logInChance()) ? logInPath() : null;
        List<Endpoint> endpoints = endpoints(sizes.endpoints().draw(dice));
        return new Catalogue(
                pages(endpoints), endpoints, files(), feeds(), logIn == null ? List.of() : desk(logIn), forms(), logIn);
    }

    private String logInPath() {
        return switch (kind) {
            case APPLICATION, SERVICE -> api + dice.of("/login", "/session", "/auth/login", "/token", "/oauth/token");
            case INTRANET -> dice.of("/login", "/j_security_check", "/auth/login", "/account/login", "/signin");
            default ->
                dice.of(
                        "/wp-login.php",
                        "/login",
                        "/user/login",
                        "/account/login",
                        "/customer/account/login/",
                        "/admin/login",
                        "/signin");
        };
    }

    private List<String> folders() {
        List<String> all = new ArrayList<>(List.of("/"));
        int count = dice.scale(1, 40);
        int depth = dice.between(1, 5);
        for (int i = 0; i < count; i++) {
            String parent = dice.chance(.4) ? "/" : dice.pick(all);
            boolean deep = parent.chars().filter(c -> c == '/').count() > depth;
            all.add((deep ? "/" : parent) + words.title(dice.few(1.3)) + "/");
        }
        return List.copyOf(all);
    }

    private List<Page> pages(List<Endpoint> endpoints) {
        int count = sizes.pages().draw(dice);
        List<String> shared = assets(sizes.sharedAssets().draw(dice));
        int most = sizes.ownAssets().high() == 0
                ? 0
                : dice.scale(
                        Math.max(1, sizes.ownAssets().low()), sizes.ownAssets().high());
        List<String> own = images(Math.min(MOST_ASSETS, count * most));
        double everywhere = dice.between(.5, 1);
        double brokenPages = dice.chance(.6) ? dice.scale(.01, .25) : 0;
        Set<String> seen = new LinkedHashSet<>();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = i == 0 ? "/" : pagePath(i);
            if (!seen.add(path)) {
                continue;
            }
            List<String> assets = new ArrayList<>();
            for (String asset : shared) {
                if (dice.chance(everywhere)) {
                    assets.add(asset);
                }
            }
            int ownHere = own.isEmpty() ? 0 : dice.chance(.01) ? dice.scale(30, 250) : dice.between(0, most);
            int first = own.isEmpty() ? 0 : dice.below(own.size());
            for (int j = 0; j < Math.min(ownHere, own.size()); j++) {
                assets.add(own.get((first + j) % own.size()));
            }
            List<Endpoint> calls = endpoints.isEmpty()
                    ? List.of()
                    : dice.sample(endpoints.subList(0, Math.min(6, endpoints.size())), dice.between(0, 4));
            pages.add(new Page(path, List.copyOf(assets), broken(path, brokenPages), calls));
        }
        return pages;
    }

    private List<String> broken(String path, double share) {
        if (!dice.chance(share)) {
            return List.of();
        }
        int count = dice.chance(.12) ? dice.scale(8, 40) : dice.few(1.7);
        String folder = dice.of("/images/", "/img/", "/uploads/", "/old/", path.endsWith("/") ? path : path + "/");
        List<String> broken = new ArrayList<>();
        String name = words.word();
        for (int i = 0; i < count; i++) {
            broken.add(folder + name + "-" + i + imageSuffix);
        }
        return List.copyOf(broken);
    }

    private String pagePath(int i) {
        String folder = dice.pick(folders);
        if (dice.chance(numbered)) {
            return folder + dice.of("index.php", "view", "item", "") + "/" + (100 + i);
        }
        boolean dated = kind == SiteKind.JOURNAL && dice.chance(.3);
        String date = dated ? dice.between(2004, 2025) + "/" + dice.of("01", "05", "09", "11") + "/" : "";
        return folder + date + words.title(dice.between(1, kind == SiteKind.BROCHURE ? 2 : 5)) + suffix;
    }

    private List<String> assets(int count) {
        String folder = dice.of(
                "/assets/", "/static/", "/", "/wp-content/themes/" + words.word() + "/", "/css/", "/_next/static/");
        Set<String> assets = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            assets.add(folder
                    + dice.of("css/", "js/", "img/", "")
                    + words.title(dice.between(1, 2))
                    + i
                    + dice.of(".css", ".js", ".js", ".png", ".svg", ".woff2", ".gif", imageSuffix));
        }
        return List.copyOf(assets);
    }

    private List<String> images(int count) {
        String folder = dice.of("/images/", "/img/", "/media/", "/uploads/", "/wp-content/uploads/2015/");
        List<String> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(folder + words.title(dice.between(1, 3)) + i + imageSuffix);
        }
        return images;
    }

    private List<Endpoint> endpoints(int count) {
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        double members = kind == SiteKind.SHOP ? .2 : dice.between(.2, 1);
        while (endpoints.size() < count) {
            String thing = api + "/" + words.word() + (dice.chance(.5) ? "s" : "");
            boolean member = dice.chance(members);
            String id = dice.chance(.8) ? "/#" : "/@";
            endpoints.add(new Endpoint("GET", thing, member, false));
            for (int i = dice.between(0, 4); i > 0; i--) {
                String sub = dice.of(id, id, "/" + words.word(), id + "/" + words.word());
                String method = dice.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "PATCH");
                endpoints.add(new Endpoint(method, thing + sub, member, sub.equals(id) && dice.chance(.3)));
            }
        }
        return List.copyOf(endpoints).subList(0, count);
    }

    private List<String> files() {
        int count = sizes.files().draw(dice);
        Set<String> files = new LinkedHashSet<>();
        String type = dice.of(".pdf", ".zip", ".tar.gz", ".iso", ".mp3", ".mp4", ".deb", ".csv", ".exe");
        while (files.size() < count) {
            files.add(dice.pick(folders) + words.title(dice.between(1, 3)) + "-" + dice.between(1, 9) + "."
                    + dice.below(20) + type);
        }
        return List.copyOf(files);
    }

    private List<String> feeds() {
        List<String> some =
                List.of("/feed/", "/rss.xml", "/atom.xml", "/index.xml", "/blog/feed", "/comments/feed/", "/rss");
        return dice.chance(sizes.feedChance()) ? dice.sample(some, dice.between(1, 3)) : List.of();
    }

    private List<Endpoint> desk(String logIn) {
        String room = "/wp-login.php".equals(logIn)
                ? "/wp-admin/"
                : dice.of("/admin/", "/manage/", "/backend/", "/cms/", "/account/");
        List<Endpoint> desk = new ArrayList<>();
        int count = dice.scale(3, 40);
        for (int i = 0; i < count; i++) {
            String path = i == 0 ? room : room + words.word() + dice.of("", "/#", "/edit", ".php", "/new");
            desk.add(new Endpoint("GET", path, true, false));
            if (dice.chance(.4)) {
                desk.add(new Endpoint(dice.of("POST", "POST", "PUT"), path, true, false));
            }
        }
        return desk;
    }

    private List<String> forms() {
        int count = kind == SiteKind.SERVICE ? 0 : dice.between(0, kind == SiteKind.SHOP ? 6 : 3);
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            forms.add("/" + dice.of("contact", "comments", "subscribe", "search", "cart/add", "checkout", "register")
                    + (i == 0 ? "" : "-" + i) + (suffix.equals("/") ? "" : suffix));
        }
        return forms;
    }
}
