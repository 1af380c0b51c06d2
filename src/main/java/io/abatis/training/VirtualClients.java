package io.abatis.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws lives of clients like those in the logs: blocks of successive calls, from random places of one client's history, in a row. A few real clients
 * give thousands of different lives that way, and what belongs together within a page or a dialogue stays together (the moving block bootstrap; Künsch,
 * "The Jackknife and the Bootstrap for General Stationary Observations", 1989).
 */
final class VirtualClients {

    private static final int BLOCK = 16;

    /** Shorter histories are lived as they are: repeated again and again, a few calls would make a habit that nobody has. */
    private static final int LONG = 64;

    private final List<History> models;
    private final RandomGenerator random;

    /**
     * @param models the histories to draw from, at least one, none empty
     * @param random the source of chance
     */
    VirtualClients(List<History> models, RandomGenerator random) {
        this.models = models;
        this.random = random;
    }

    /** A life of so many calls, modelled on one client drawn at random; shorter, if that client's history is short. */
    List<PastCall> life(int length) {
        return life(models.get(random.nextInt(models.size())), length);
    }

    /** A life of so many calls, modelled on a client; shorter, if its history is short. */
    List<PastCall> life(History history, int length) {
        List<PastCall> model = history.calls();
        if (model.size() < LONG) {
            return model.subList(0, Math.min(length, model.size()));
        }
        List<PastCall> life = new ArrayList<>(length);
        while (life.size() < length) {
            int start = random.nextInt(model.size());
            int end = Math.min(model.size(), start + Math.min(BLOCK, length - life.size()));
            life.addAll(model.subList(start, end));
        }
        return life;
    }

    /** A life of so many calls, each of them any call of any client. */
    List<PastCall> mixedLife(int length) {
        List<PastCall> life = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            List<PastCall> calls = models.get(random.nextInt(models.size())).calls();
            life.add(calls.get(random.nextInt(calls.size())));
        }
        return life;
    }
}
