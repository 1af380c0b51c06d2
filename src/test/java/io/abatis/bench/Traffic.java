package io.abatis.bench;

import io.abatis.traffic.CallWeights;
import io.abatis.traffic.TrafficGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Requests that are drawn before anything is measured: who makes them, of what, and how the application answers. The calls are those of the reference traffic, fourteen routes that
 * users and attackers make by their own weights; users get 404 for one call in a hundred, attackers for every other one. The same seed gives the same requests. Immutable, safe
 * for all threads.
 */
public final class Traffic implements Requests {

    private static final short OK = 200;
    private static final short NOT_FOUND = 404;
    private static final int ATTACKERS_IN_MIXED = 20;
    private static final int LONGEST_ADDRESS = "10.255.255.255".length();

    /** Who calls. */
    public enum Crowd {
        /** Users alone. */
        BENIGN,
        /** Attackers alone. */
        ATTACK,
        /** One client in twenty is an attacker. */
        MIXED;

        private boolean isAttacker(int client) {
            return this == ATTACK || this == MIXED && client % ATTACKERS_IN_MIXED == 0;
        }
    }

    /** How the requests are spread over the clients. */
    public enum Spread {
        /** All clients call alike often. */
        UNIFORM,
        /** The client of rank r calls in proportion to 1/r. */
        ZIPF
    }

    private final String[] paths;
    private final int[] clients;
    private final byte[] routes;
    private final short[] statuses;
    private final Crowd crowd;

    private Traffic(Crowd crowd, int requests) {
        this.crowd = crowd;
        List<String> names = TrafficGenerator.ROUTES;
        paths = names.stream()
                .map(name -> "/api/" + name.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        clients = new int[requests];
        routes = new byte[requests];
        statuses = new short[requests];
    }

    /**
     * Draws.
     *
     * @param clientCount 1 to 16,777,216
     * @param requests how many, a power of two
     */
    static Traffic draw(Crowd crowd, Spread spread, int clientCount, int requests, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Traffic traffic = new Traffic(crowd, requests);
        int[] byRank = shuffled(clientCount, random); // or the busiest client would always be an attacker
        double[] zipf = spread == Spread.ZIPF ? zipf(clientCount) : new double[0];
        byte[] benign = urn(CallWeights.benign(traffic.paths.length, CallWeights.REFERENCE_BIAS));
        byte[] hostile = urn(CallWeights.hostile(traffic.paths.length, CallWeights.REFERENCE_BIAS));
        for (int i = 0; i < requests; i++) {
            int client = spread == Spread.ZIPF ? byRank[rank(zipf, random)] : random.nextInt(clientCount);
            boolean attacks = crowd.isAttacker(client);
            byte[] urn = attacks ? hostile : benign;
            traffic.clients[i] = client;
            traffic.routes[i] = urn[random.nextInt(urn.length)];
            traffic.statuses[i] = random.nextInt(100) < (attacks ? 50 : 1) ? NOT_FOUND : OK;
        }
        return traffic;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static double[] zipf(int ranks) {
        double[] cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
        return cumulative;
    }

    private static int rank(double[] cumulative, SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }

    /** Every kind of call as often as it weighs. */
    private static byte[] urn(int[] weights) {
        byte[] urn = new byte[Arrays.stream(weights).sum()];
        int filled = 0;
        for (int kind = 0; kind < weights.length; kind++) {
            Arrays.fill(urn, filled, filled + weights[kind], (byte) kind);
            filled += weights[kind];
        }
        return urn;
    }

    @Override
    public int size() {
        return clients.length;
    }

    /** A text of its own for each request, as containers make them: they know the address as four bytes. */
    @Override
    public String address(int request) {
        int client = clients[request];
        byte[] text = new byte[LONGEST_ADDRESS];
        int end = decimal(text, 0, 10);
        for (int shift = 16; shift >= 0; shift -= Byte.SIZE) {
            text[end] = '.';
            end = decimal(text, end + 1, client >> shift & 0xff);
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static int decimal(byte[] text, int at, int number) {
        int next = at;
        if (number >= 100) {
            text[next++] = (byte) ('0' + number / 100);
        }
        if (number >= 10) {
            text[next++] = (byte) ('0' + number / 10 % 10);
        }
        text[next] = (byte) ('0' + number % 10);
        return next + 1;
    }

    @Override
    public String path(int request) {
        return paths[routes[request]];
    }

    int status(int request) {
        return statuses[request];
    }

    boolean isAttack(int request) {
        return crowd.isAttacker(clients[request]);
    }
}
