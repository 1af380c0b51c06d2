package io.abatis.ban;

import io.abatis.client.Ip;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Bans as fast as it can, in a process of its own, and tells of each ban when it is on the disk. */
final class BanStorm {

    static final long BEGIN = 1_700_000_000_000L;
    static final Duration FORGET = Duration.ofDays(100);
    static final BanLadder LADDER = new BanLadder(Duration.ofDays(10), Duration.ofDays(20), 0.5, FORGET);

    private static final int THREADS = 3;
    private static final int STATE_BYTES = 100_000;
    private static final int LAST = 5_000;
    private static final int MOST = 1_000_000;

    private BanStorm() {}

    static Ip client(int round, int thread, int number) {
        return Ip.ofV4(round << 24 | thread << 20 | number);
    }

    static String event(Ip client, long until) {
        return "{\"client.ip\":\"" + client + "\",\"until\":" + until + "}" + "x".repeat((int) (until & 1023));
    }

    static boolean isLabelled(Ip client) {
        return (client.low() & 7) == 0;
    }

    /**
     * Bans until it is killed, or closes all in order.
     *
     * @param args the folder, the number of the round, and how many bans each thread makes
     */
    public static void main(String[] args) throws Exception {
        int round = Integer.parseInt(args[1]);
        int most = Integer.parseInt(args[2]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BanStore store = BanStore.open(Path.of(args[0]), message -> out.println("TOLD " + message));
        BanList bans = new BanList(MOST, new SplittableRandom(round), 1);
        bans.restore(store.offenders(), FORGET, BEGIN + round);
        BanKeeper keeper = new BanKeeper(bans, store, Duration.ofMillis(1));
        Thread[] threads = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            threads[t] = new Thread(() -> ban(bans, keeper, round, thread, most, out));
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < LAST; i++) {
            bans.ban(client(round, THREADS, i), LADDER, BEGIN + round, 1);
        }
        out.println("CLOSING");
        keeper.close();
        store.close();
        out.println("CLOSED");
    }

    private static void ban(BanList bans, BanKeeper keeper, int round, int thread, int most, PrintStream out) {
        for (int i = 0; i < most; i++) {
            Ip client = client(round, thread, i);
            Ban ban = bans.ban(client, LADDER, BEGIN + round, 0.5);
            keeper.put(BanStore.Area.EVENTS, client, event(client, ban.untilMillis()));
            if (isLabelled(client)) {
                keeper.put(BanStore.Area.LABELS, client, "malicious");
            }
            bans.delay(client(round, thread, i + most), FORGET, BEGIN + round);
            byte[] state = new byte[STATE_BYTES]; // the file grows by it each time, and must be written anew soon
            state[0] = (byte) round;
            keeper.state("round", state);
            keeper.durable().join();
            out.println("BANNED " + client + " " + ban.untilMillis());
        }
    }
}
