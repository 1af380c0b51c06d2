package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a site without anybody's ill will.
 *
 * @param missing what every page asks for and the site does not have: a style sheet, a source map, a font
 * @param missingChance how many of the visitors' browsers ask for it
 * @param favicon whether there is a {@code /favicon.ico}
 * @param robots whether there is a {@code /robots.txt}
 * @param sitemap whether there is a {@code /sitemap.xml}
 * @param icons what phones ask for when a page is saved; not there
 * @param automatic what browsers and their makers ask for by themselves; not there
 * @param removed pages that were there once, the most missed first; never empty
 * @param deadLinks addresses that other sites give wrongly; never empty
 * @param deadShare of crawlers' calls that go to removed pages
 * @param relative whether links are written so that crawlers find folders within folders without end
 * @param silent how many of the visitors' browsers open a connection and say nothing
 */
record Trouble(
        List<String> missing,
        double missingChance,
        boolean favicon,
        boolean robots,
        boolean sitemap,
        List<String> icons,
        List<String> automatic,
        List<String> removed,
        List<String> deadLinks,
        double deadShare,
        boolean relative,
        double silent) {

    private static final List<String> ICONS = List.of(
            "/apple-touch-icon-precomposed.png",
            "/apple-touch-icon.png",
            "/apple-touch-icon-120x120-precomposed.png",
            "/apple-touch-icon-120x120.png",
            "/apple-touch-icon-152x152.png");
    private static final List<String> AUTOMATIC = List.of(
            "/.well-known/traffic-advice",
            "/.well-known/assetlinks.json",
            "/apple-app-site-association",
            "/.well-known/apple-app-site-association",
            "/.well-known/change-password",
            "/browserconfig.xml",
            "/manifest.json",
            "/site.webmanifest",
            "/sw.js",
            "/crossdomain.xml",
            "/wpad.dat",
            "/_vti_bin/owssvr.dll",
            "/MSOffice/cltreq.asp",
            "/.well-known/appspecific/com.chrome.devtools.json",
            "/favicon.png",
            "/humans.txt");

    static Trouble draw(Words words, Dice dice) {
        List<String> missing = new ArrayList<>();
        int count = dice.chance(.45) ? dice.few(1.8) : 0;
        for (int i = 0; i < count; i++) {
            missing.add("/" + dice.of("css/", "js/", "images/", "fonts/", "assets/", "") + words.word() + i
                    + dice.of(".css", ".js", ".js.map", ".woff2", ".png", ".gif", ".css.map", ".min.js"));
        }
        // After a relaunch most of what the search engines know is gone.
        boolean relaunched = dice.chance(.1);
        return new Trouble(
                List.copyOf(missing),
                dice.chance(.5) ? 1 : dice.between(.05, 1),
                dice.chance(.65),
                dice.chance(.65),
                dice.chance(.5),
                dice.sample(ICONS, dice.chance(.7) ? dice.between(1, ICONS.size()) : 0),
                dice.sample(AUTOMATIC, dice.between(0, 4)),
                gone(words, dice, relaunched ? dice.scale(20, 400) : dice.scale(1, 80)),
                gone(words, dice, dice.scale(1, 30)),
                relaunched ? dice.between(.15, .6) : dice.scale(.01, .15),
                dice.chance(.12),
                dice.chance(.25) ? dice.scale(.01, .2) : 0);
    }

    /** The files that every site is asked for, and this one has. */
    List<String> present() {
        List<String> present = new ArrayList<>();
        if (favicon) {
            present.add("/favicon.ico");
        }
        if (robots) {
            present.add("/robots.txt");
        }
        if (sitemap) {
            present.add("/sitemap.xml");
        }
        return present;
    }

    private static List<String> gone(Words words, Dice dice, int count) {
        String folder = dice.chance(.5) ? "/" + words.word() + "/" : "/";
        String suffix = dice.of("", "", "/", ".html", ".htm", ".php", ".pdf", ".jpg");
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gone.add(folder + words.title(dice.between(1, 4)) + i + suffix);
        }
        return List.copyOf(gone);
    }
}
