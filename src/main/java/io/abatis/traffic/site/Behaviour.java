package io.abatis.traffic.site;

/** How a client of a generated site behaves. */
public enum Behaviour {
    /** Reads one to many pages with their assets, now and then hundreds, quickly and without an error. */
    VISITOR(false),
    /** Follows one link to one page deep in the site and leaves, often without loading more than the text. */
    READER(false),
    /** Comes again and again, with copies of most things: many 304. */
    RETURNING(false),
    /** A search engine that walks the long tail from one address, over some dead links. */
    CRAWLER(false),
    /** One address of a search engine that has many, with one or few calls each. */
    CRAWLER_SWARM(false),
    /** A crawler caught in links that lead into folders within folders that do not exist. */
    LOST_CRAWLER(false),
    /** Polls a feed; where the feed is gone, all it ever gets is 404. */
    FEED_READER(false),
    /** A program that calls one to five routes over and over; at times its token has expired. */
    API_CLIENT(false),
    /** A program that posts to the one route that nobody else calls. */
    WEBHOOK(false),
    /** Asks every minute or so whether the site is up. */
    MONITOR(false),
    /** An app on a phone: a handful of routes, and a new token after a 401. */
    MOBILE_APP(false),
    /** Many visitors behind one address, at the same time. */
    SHARED_ADDRESS(false),
    /** Keeps the site: logs in, opens rare pages, writes. */
    EDITOR(false),
    /** Mistypes the password some times, then gets in or gives up. */
    FORGETFUL(false),
    /** Mistypes addresses. */
    TYPIST(false),
    /** A program that looks things up, for which "no such thing" (404) is an everyday answer. */
    LOOKUP(false),
    /** Fills in a form, wrongly at first. */
    FORM_USER(false),
    /** Sees an image of this site on another one. */
    HOTLINK(false),
    /** Fetches files, large ones in parts. */
    DOWNLOADER(false),
    /** A script of another site, which asks with OPTIONS before every call. */
    PREFLIGHT(false),
    /** Looks harmlessly at what sites say about themselves: link checkers, certificate renewals, rankings, previews. */
    CHECKER(false),
    /** A search engine's proof of ownership: one file, again and again. */
    VERIFIER(false),
    /** Follows a dead link from elsewhere, or an old bookmark. */
    DEAD_LINK(false),
    /** A program that nobody told that its route is gone: the same 404 for ever. */
    STRANDED(false),
    /** Opens connections and says nothing: 408, or a request that is none. */
    SILENT(false),

    /** One to five calls: the home page perhaps, then what is on everybody's list. */
    QUICK_PROBE(true),
    /** Tries a list of its own of ten to a thousand paths. */
    FORCED_BROWSING(true),
    /** Tries a list that others try, too. */
    SHARED_LIST(true),
    /** Tries many methods on known and unknown routes, and provokes errors. */
    VULNERABILITY_SCAN(true),
    /** Tries passwords at the log-in. */
    CREDENTIAL_STUFFING(true),
    /** Counts through the numbers of one route, mostly into what is not there or not its own. */
    ENUMERATION(true),
    /** Takes everything, in order; nothing but its label tells it from a crawler. */
    SCRAPER(true),
    /** Probes with minutes or more between calls. */
    SLOW_PROBE(true),
    /** Every other call is a visitor's. */
    MIMICRY(true),
    /** A visitor for long, then hostile: see {@link SiteTraffic#turned}. */
    TAKEOVER(true),
    /** Prefers what hardly anybody else calls, of the routes that exist. */
    RARITY(true),
    /** One address of a scan that has hundreds, with one or two calls each. */
    DISTRIBUTED_SCAN(true);

    private final boolean malicious;

    Behaviour(boolean malicious) {
        this.malicious = malicious;
    }

    /** Whether its clients are attackers. */
    public boolean malicious() {
        return malicious;
    }
}
