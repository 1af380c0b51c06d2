package io.abatis.traffic.site;

/** One conversation of a client with the site. Time passes only where {@link #pause} says so, and by some milliseconds for every call. */
final class Session {

    private static final int MOST_HOPS = 3;

    final Scene scene;
    final Site site;
    final Dice dice;
    final Client client;
    private double time;
    private boolean member;
    private boolean secure;
    private double obeys = 1;
    private long minute;
    private int inMinute;
    private int errors;

    Session(Scene scene, Client client, long start) {
        this.scene = scene;
        this.site = scene.site;
        this.dice = scene.dice;
        this.client = client;
        this.time = start;
        // Most know from links and earlier visits that it is https.
        this.secure = dice.chance(.5);
    }

    /** Makes it go where it is sent only so often, and gives it back. */
    Session obeying(double share) {
        obeys = share;
        return this;
    }

    long time() {
        return (long) time;
    }

    /** Whether the log has ended. */
    boolean isLate() {
        return time >= scene.period.to();
    }

    void pause(double seconds) {
        time += seconds * 1_000;
    }

    boolean isMember() {
        return member;
    }

    void setMember(boolean isMember) {
        member = isMember;
    }

    /** Whether it comes by http; programs go on doing so if they do not obey. */
    boolean knocks() {
        boolean knocks = !secure;
        secure |= dice.chance(obeys);
        return knocks;
    }

    /** Counts this call against the site's own limits. */
    boolean isOver(Answers answers) {
        long now = (long) (time / 60_000);
        inMinute = now == minute ? inMinute + 1 : 1;
        minute = now;
        boolean tooQuick = answers.limit() > 0 && inMinute > answers.limit();
        return tooQuick || answers.banAfter() > 0 && errors >= answers.banAfter();
    }

    int get(String target) {
        return send("GET", target, Manner.PLAIN);
    }

    int get(String target, Manner manner) {
        return send("GET", target, manner);
    }

    int post(String target) {
        return send("POST", target, Manner.VALID);
    }

    int call(Endpoint endpoint) {
        return send(endpoint.method(), endpoint.path(dice), Manner.PLAIN);
    }

    /** Makes a call, and the further ones that the answer asks for. The last status. */
    int send(String method, String target, Manner manner) {
        Reply reply = once(method, target, manner);
        String verb = method;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            String location = reply.location();
            if (location == null || !dice.chance(obeys)) {
                break;
            }
            // All but 307 and 308 turn a POST into a GET (RFC 9110 section 15.4).
            verb = reply.status() < 307 && !verb.equals("HEAD") ? "GET" : verb;
            pause(dice.between(.02, .4));
            reply = once(verb, location, Manner.PLAIN);
        }
        return reply.status();
    }

    private Reply once(String method, String target, Manner manner) {
        String name = site.catalogue().name(method, target);
        Reply reply = scene.server.reply(this, method, target, name, manner);
        scene.write(client, time(), method, target, name, reply.status());
        errors += reply.status() / 100 == 4 ? 1 : 0;
        pause(dice.between(.004, .06));
        return reply;
    }

    /** A call whose answer lies in what is asked for, and not in the route. The site's own limits and troubles come first. */
    void deliver(String method, String target, int status) {
        String name = site.catalogue().name(method, target);
        Reply reply = scene.server.forced(this, name, status);
        scene.write(client, time(), method, target, name, reply.status());
        errors += reply.status() / 100 == 4 ? 1 : 0;
        pause(dice.between(.004, .06));
    }

    /** Opens the page for it and logs in there, with the right password. */
    void logIn() {
        String door = site.catalogue().logIn;
        if (door != null) {
            if (site.kind() != SiteKind.SERVICE && dice.chance(.8)) {
                get(door);
                pause(dice.around(8, .6));
            }
            member = true;
            send("POST", door, Manner.VALID);
        }
    }
}
