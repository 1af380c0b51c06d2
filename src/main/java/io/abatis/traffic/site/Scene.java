package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;

/** One traffic of one site: when it is, who answers, what has been written, and what scanners pass around among themselves. */
final class Scene {

    /** More than this, and no more is written. */
    static final int MOST_ENTRIES = 30_000;

    final Site site;
    final Period period;
    final Dice dice;
    final Server server;
    /** The lists that go round, the most used first. */
    final List<List<String>> probeLists = new ArrayList<>();

    final List<Hit> hits = new ArrayList<>();

    Scene(Site site, Dice dice) {
        this.site = site;
        this.dice = dice;
        period = Period.draw(site, dice);
        server = new Server(site, period, dice);
        int lists = dice.between(1, 5);
        for (int i = 0; i < lists; i++) {
            probeLists.add(ProbeWords.list(dice, dice.scale(10, 400)));
        }
    }

    /** Whether the client may and does. */
    void write(Client client, long time, String method, String target, String name, int status) {
        boolean within = time >= period.from() && time < period.to() && hits.size() < MOST_ENTRIES;
        if (within && client.takesOne(time)) {
            hits.add(new Hit(logged(time), client.ip, method, target, name, status));
        }
    }

    /** A time as the log has it. */
    long logged(long time) {
        return site.coarse() ? time / 1_000 * 1_000 : time;
    }
}
