package io.abatis.gate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Vectors to work in, used again and again: one for each call would be most of what a decision costs. Safe for all threads.
 */
final class Scratch {
    /*
     * No thread-local: it would make one for each virtual thread, of which each may serve a single call, and outlive the application in the container's
     * threads. A thread finds its place by its number; who finds it empty makes a vector, and of two in one place one is left to the collector.
     */

    private static final int PLACES = 64;

    /** Places this far apart share no line of a processor's cache. */
    private static final int APART = 16;

    private final int length;
    private final AtomicReferenceArray<double @Nullable []> places = new AtomicReferenceArray<>(PLACES * APART);

    /** @param length of the vectors */
    Scratch(int length) {
        this.length = length;
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() & PLACES - 1) * APART;
    }

    /** A vector that nobody else has, with anything in it. */
    double[] take() {
        double[] vector = places.getAndSet(place(), null);
        return vector == null ? new double[length] : vector;
    }

    /** Takes a vector back; whoever gives it must not touch it any more. */
    void give(double[] vector) {
        places.setRelease(place(), vector);
    }
}
