package io.abatis.servlet;

import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import io.abatis.forest.Column;
import io.abatis.gate.Gate;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls from one address after the other, none of which was seen before, while some clients are known already. A program of its own, because the size of
 * its heap is part of what it proves; prints what became of the clients, as properties.
 */
final class Flood {

    /** So many attackers are banned before, so many are counted, and twice as many users are known. */
    static final int KNOWN = 50;

    /** What known clients but the banned attackers have called before. */
    private static final int EARLIER_CALLS = 10;

    private static final int EARLY_AT_MOST = 1_000_000;

    /** How many other addresses call between two calls of one. */
    private static final int BETWEEN = 1_000;

    /** How many addresses call until every user has called again. */
    private static final int ROUND = 300_000;

    private static final int REFUSED = 403;

    private final Map<String, Object> figures = new TreeMap<>();
    private final FloodedApplication application;
    private final Kind kind;
    private final int[] uses = new int[2 * KNOWN];
    private final long bare;
    private long calls;

    /** What the flood is. */
    enum Kind {
        /** Strangers to the demo's model, who call what users call. */
        DEMO("", "/api/often1", 200),
        /** Strangers to the model in the jar, who call what users call. */
        SHIPPED("abatis.model = null", "/page1", 200),
        /** Strangers to the model in the jar on a site that it does not know yet, who look for what is not there. */
        WARM_UP("abatis.model = null", "/old.php", 404),
        /** Strangers to the demo's model who are banned, each for his first call. */
        BANS("abatis { minimum-calls = 1, threshold = 0.3 }", TestSite.RARE, 200);

        private final String config;
        private final String path;
        private final int answer;

        Kind(String config, String path, int answer) {
            this.config = config;
            this.path = path;
            this.answer = answer;
        }

        private boolean isDemo() {
            return this == DEMO || this == BANS;
        }
    }

    private Flood(Kind kind, String maxClients) throws Exception {
        String limits = "\nabatis { clients.max = " + maxClients
                + ", bans { time = 2h, jitter = 0, max = 100000, max-per-minute = 100000000 } }\n";
        Path folder = Files.createTempDirectory("flood");
        this.bare = heap();
        this.kind = kind;
        this.application =
                new FloodedApplication(TestSite.config(TestSite.ENFORCE + "\n" + limits + kind.config, folder));
    }

    /**
     * Runs.
     *
     * @param arguments kind of flood, {@code clients.max}, forged addresses, calls of each, seconds that it takes
     */
    public static void main(String[] arguments) throws Exception {
        Flood flood = new Flood(Kind.valueOf(arguments[0]), arguments[1]);
        if (flood.kind == Kind.SHIPPED) {
            flood.warmUp();
        }
        flood.figures.put("heap.empty", heap() - flood.bare);
        int[][] counted = flood.kind == Kind.DEMO || flood.kind == Kind.SHIPPED ? flood.attack() : new int[0][];
        flood.meetUsers();
        flood.pour(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
        flood.look(counted);
        flood.figures.forEach((what, figure) -> System.out.println(what + " = " + figure));
    }

    private void warmUp() throws Exception {
        for (int visitor = 0; visitor < 60; visitor++) {
            for (int page = 0; page < 6; page++) {
                application.get("192.0.2." + visitor, "/page" + (visitor + page) % 20, 200);
            }
        }
    }

    /** Attackers until they are banned, and others who stop before that. The vectors of the latter. */
    private int[][] attack() throws Exception {
        int[][] counted = new int[KNOWN][];
        for (int i = 0; i < KNOWN; i++) {
            for (int call = 0; strange(attacker(i), call) != REFUSED; call++) {
                if (call > 200) {
                    throw new AssertionError("an attacker is not banned");
                }
            }
            for (int call = 0; call < EARLIER_CALLS - 2; call++) {
                use(attacker(KNOWN + i), call);
            }
            strange(attacker(KNOWN + i), 0);
            strange(attacker(KNOWN + i), 1);
            counted[i] = gate().vector(client(attacker(KNOWN + i)));
        }
        return counted;
    }

    /** Nobody must be served while the site is to stay unknown. */
    private void meetUsers() throws Exception {
        for (int i = 0; i < uses.length && kind != Kind.WARM_UP; i++) {
            while (uses[i] < EARLIER_CALLS) {
                use(user(i), uses[i]++);
            }
        }
    }

    private void pour(int addresses, int each, long seconds) throws Exception {
        long start = System.nanoTime();
        long refused = 0;
        for (int step = 0; step < addresses + (each - 1) * BETWEEN; step++) {
            for (int number = step; number > step - each * BETWEEN; number -= BETWEEN) {
                if (number >= 0 && number < addresses) {
                    refused += application.get(forged(number), kind.path, kind.answer) == REFUSED ? 1 : 0;
                    calls++;
                }
            }
            application.clock.set(calls * seconds * 1_000 / ((long) addresses * each));
            if (step % (ROUND / uses.length) == 0 && kind != Kind.WARM_UP) {
                int user = step % ROUND / (ROUND / uses.length);
                use(user(user), uses[user]++);
            }
            if (step == Math.min(EARLY_AT_MOST, addresses / 2)) {
                figures.put("heap.early", heap() - bare);
            }
        }
        figures.put("heap.late", heap() - bare);
        figures.put("nanos", (System.nanoTime() - start) / calls);
        figures.put("refused", refused);
        figures.put("tracked", gate().trackedClients());
        figures.put("bans", gate().bans(application.clock.millis()).size());
    }

    /** What became of the clients that were known before. */
    private void look(int[][] counted) throws Exception {
        int sameCounts = 0;
        for (int i = 0; i < counted.length; i++) {
            int[] vector = gate().vector(client(attacker(KNOWN + i)));
            sameCounts += vector.length > 0 && Arrays.equals(vector, counted[i]) ? 1 : 0;
        }
        int stillBanned = 0;
        for (int i = 0; i < KNOWN; i++) {
            stillBanned += strange(attacker(i), 0) == REFUSED ? 1 : 0;
        }
        int allCalls = 0;
        int age = gate().model().layout().columns().indexOf(Column.Overall.AGE);
        for (int i = 0; i < uses.length; i++) {
            int[] vector = gate().vector(client(user(i)));
            allCalls += vector.length > 0 && vector[age] == Math.min(255, uses[i]) ? 1 : 0;
        }
        figures.put("still.banned", stillBanned);
        figures.put("same.counts", sameCounts);
        figures.put("users.counted", allCalls);
    }

    private Gate gate() {
        return application.gate();
    }

    private void use(String client, int call) throws Exception {
        String path = kind.isDemo() ? "/api/often" + (1 + call % 8) : "/page" + call % 20;
        if (application.get(client, path, 200) == REFUSED) {
            throw new AssertionError(client + " is refused as a user at call " + call);
        }
    }

    private int strange(String client, int call) throws Exception {
        return kind.isDemo()
                ? application.get(client, TestSite.RARE, 200)
                : application.get(client, "/no" + call + ".php", 404);
    }

    private static String attacker(int i) {
        return i % 2 == 0 ? "198.51.100." + i : "2001:db8:a:" + i + "::1";
    }

    private static String user(int i) {
        return i % 2 == 0 ? "203.0.113." + i : "2001:db8:b:" + i + "::1";
    }

    private static Ip client(String address) {
        return ClientResolver.SOCKETS.key(Ip.of(address));
    }

    /** A different client for each number up to 2^25: an IPv4 address in 16.0.0.0/8 or above, or an IPv6 /64. */
    private static String forged(int number) {
        int half = number >>> 1;
        return number % 2 == 0
                ? 16 + (half >>> 16 & 7) + "." + (half & 255) + "." + (half >>> 8 & 255) + "." + (half >>> 19)
                : "2a00:" + Integer.toHexString(half & 0xffff) + ":" + Integer.toHexString(half >>> 16) + ":7::1";
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
