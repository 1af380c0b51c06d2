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

    /** A life of so many calls, modelled on one client drawn at random. */
    List<String> life(int length) {
        List<String> model = models.get(random.nextInt(models.size())).calls();
        List<String> life = new ArrayList<>(length);
        while (life.size() < length) {
            int start = random.nextInt(model.size());
            int end = Math.min(model.size(), start + Math.min(BLOCK, length - life.size()));
            life.addAll(model.subList(start, end));
        }
        return life;
    }
}
