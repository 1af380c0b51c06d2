package io.abatis.traffic.site;

import io.abatis.client.Ip;

/** One client as long as it lives: an address may stand for many sessions. */
final class Client {

    final Ip ip;
    private int left;
    private int calls;
    private long last;

    /** @param most how many calls it may make */
    Client(Ip ip, int most) {
        this.ip = ip;
        this.left = most;
    }

    /** Whether it may make one more call, at this time; then it has. */
    boolean takesOne(long time) {
        if (left == 0) {
            return false;
        }
        left--;
        calls++;
        last = Math.max(last, time);
        return true;
    }

    /** Whoever takes it over does make some calls. */
    void refill(int atLeast) {
        left = Math.max(left, atLeast);
    }

    int calls() {
        return calls;
    }

    /** When its last call was. */
    long last() {
        return last;
    }
}
