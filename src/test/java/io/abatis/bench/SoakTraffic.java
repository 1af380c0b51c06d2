package io.abatis.bench;

/**
 * Endless traffic: a crowd that stays, one in twenty of it an attacker, and for each four calls of its users one of a newcomer instead, who makes about six and is never seen again; one newcomer in a
 * hundred attacks. Attackers probe for what is not there. Immutable, safe for all threads.
 */
final class SoakTraffic implements Requests {

    /** Where nothing is. */
    static final String NOT_THERE = "/probe/";

    private static final int SIZE = 1 << 30;
    private static final int DRAWN = 1 << 20;
    private static final int ONE_CALL_IN = 4;
    private static final int ONE_NEWCOMER_IN = 100;

    /** So many newcomers call by turns, as long as so many requests are made. */
    private static final int TOGETHER = 1 << 12;

    private static final int STAY = 100_000;
    private static final int FIRST = 11;
    private static final int PROBES = 1 << 16;

    private final Traffic crowd;

    /** @param clients how many stay */
    SoakTraffic(int clients, long seed) {
        crowd = Traffic.draw(Traffic.Crowd.MIXED, Traffic.Spread.UNIFORM, clients, DRAWN, seed);
    }

    @Override
    public int size() {
        return SIZE;
    }

    private static int drawn(int request) {
        return request & DRAWN - 1;
    }

    /** The same for the same request, and without any pattern (the finaliser of MurmurHash3). */
    private static int chance(int request) {
        int mixed = request;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    private boolean isNew(int request) {
        return (chance(request) & ONE_CALL_IN - 1) == 0 && !crowd.isAttack(drawn(request));
    }

    private static int newcomer(int request) {
        return request / STAY * TOGETHER + (chance(request) >>> 2 & TOGETHER - 1);
    }

    /** Whether it comes from an attacker. */
    boolean isAttack(int request) {
        return isNew(request) ? newcomer(request) % ONE_NEWCOMER_IN == 0 : crowd.isAttack(drawn(request));
    }

    @Override
    public String address(int request) {
        if (!isNew(request)) {
            return crowd.address(drawn(request));
        }
        int id = newcomer(request);
        return FIRST + (id >>> 24) + "." + (id >> 16 & 0xff) + "." + (id >> 8 & 0xff) + "." + (id & 0xff);
    }

    @Override
    public String path(int request) {
        return isAttack(request) ? NOT_THERE + (chance(~request) & PROBES - 1) + ".php" : crowd.path(drawn(request));
    }
}
