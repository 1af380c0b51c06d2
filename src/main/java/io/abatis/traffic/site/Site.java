package io.abatis.traffic.site;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A web site that does not exist: its routes, its way of answering, its troubles, and who comes to it. Immutable. */
public final class Site {
    /*
     * A model that is to work on a site it has never seen must not learn what one site is like. So all that differs between sites is drawn, scales
     * by their logarithm, and the draws are wider than what is common: it is the rare sites that teach which differences mean nothing.
     */

    private final SiteKind kind;
    private final Catalogue catalogue;
    private final Answers answers;
    private final Trouble trouble;
    private final Zipf popularity;
    private final Habits habits;

    /**
     * Who comes, and how much.
     *
     * @param clients about how many, 40 to 1,000
     * @param hostileShare of them, 0.005 to 0.4
     * @param entries about how many lines a log of it has at most
     * @param mostCalls of one client
     * @param ipv6Share of the clients
     * @param plainShare of the visitors whose browsers load no assets, or have them from elsewhere
     * @param pagesPerVisit on average
     * @param gated whether all pages are for those who are logged in
     * @param coarse whether the log has whole seconds
     * @param weights how common each behaviour is among its like, relative to what is usual
     */
    record Habits(
            int clients,
            double hostileShare,
            int entries,
            int mostCalls,
            double ipv6Share,
            double plainShare,
            double pagesPerVisit,
            boolean gated,
            boolean coarse,
            Map<Behaviour, Double> weights) {

        static Habits draw(SiteKind kind, Dice dice) {
            Map<Behaviour, Double> weights = new EnumMap<>(Behaviour.class);
            for (Behaviour behaviour : Behaviour.values()) {
                weights.put(behaviour, dice.chance(.15) ? 0 : dice.around(1, 1));
            }
            return new Habits(
                    dice.scale(40, 1_000),
                    dice.scale(.005, .4),
                    dice.scale(2_500, 20_000),
                    dice.scale(150, 4_000),
                    dice.chance(.5) ? dice.between(.02, .4) : 0,
                    dice.chance(.3) ? dice.between(.3, .95) : dice.between(0, .3),
                    dice.scale(1.2, 8),
                    kind == SiteKind.INTRANET || dice.chance(.03),
                    dice.chance(.75),
                    weights);
        }
    }

    private Site(SiteKind kind, Catalogue catalogue, Answers answers, Trouble trouble, Habits habits, double skew) {
        this.kind = kind;
        this.catalogue = catalogue;
        this.answers = answers;
        this.trouble = trouble;
        this.habits = habits;
        this.popularity = new Zipf(catalogue.pages.size(), skew);
    }

    /** A site as chance will have it: 5 to 5,000 routes, of any kind. */
    public static Site draw(RandomGenerator random) {
        Dice dice = new Dice(random);
        SiteKind kind = SiteKind.draw(dice);
        Words words = new Words(dice);
        Catalogue catalogue = new Architect(kind, words, dice).build();
        Trouble trouble = Trouble.draw(words, dice);
        trouble.removed().forEach(path -> catalogue.mark(path, dice.chance(.12) ? Thing.MOVED : Thing.REMOVED));
        trouble.present().forEach(path -> catalogue.mark(path, Thing.ASSET));
        if (dice.chance(.12)) {
            catalogue.mark(
                    catalogue.pages.get(dice.below(catalogue.pages.size())).path(), Thing.FAILING);
        }
        return new Site(
                kind, catalogue, Answers.draw(kind, dice), trouble, Habits.draw(kind, dice), dice.between(.5, 1.5));
    }

    /** Some hours or days of its traffic, with everybody's behaviour. */
    public SiteTraffic traffic(RandomGenerator random) {
        return new Crowd(new Scene(this, new Dice(random))).play();
    }

    /** How many routes it has. */
    public int routes() {
        return catalogue.size();
    }

    SiteKind kind() {
        return kind;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Answers answers() {
        return answers;
    }

    Trouble trouble() {
        return trouble;
    }

    Habits habits() {
        return habits;
    }

    /** Whether all pages are for those who are logged in. */
    boolean gated() {
        return habits.gated();
    }

    /** Whether its log has whole seconds. */
    boolean coarse() {
        return habits.coarse();
    }

    Page home() {
        return catalogue.pages.get(0);
    }

    Page page(Dice dice) {
        return catalogue.pages.get(popularity.draw(dice));
    }

    /** Any page, popular or not: what crawlers read. */
    Page tailPage(Dice dice) {
        return dice.pick(catalogue.pages);
    }

    /** Where a page has moved to: always the same. */
    Page heir(String path) {
        return catalogue.pages.get(Math.floorMod(path.hashCode(), catalogue.pages.size()));
    }

    /** The name of a call that the site takes. */
    String someRoute(Dice dice) {
        if (catalogue.endpoints.isEmpty()) {
            return catalogue.name("GET", page(dice).path());
        }
        Endpoint endpoint = dice.pick(catalogue.endpoints);
        return catalogue.name(endpoint.method(), endpoint.path(dice));
    }
}
