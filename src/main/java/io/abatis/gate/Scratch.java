package io.abatis.gate;

import io.abatis.forest.Forest;
import io.abatis.forest.Workspace;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces, used again and again: one for each call would be most of what a decision costs. Safe for all threads.
 */
final class Scratch {
    /*
     * No thread-local: it would make one for each virtual thread, of which each may serve a single call, and outlive the application in the container's
     * threads. A thread finds its place by its number; who finds it empty makes one, and of two in one place one is left to the collector.
     */

    private static final int PLACES = 64;

    /** Places this far apart share no line of a processor's cache. */
    private static final int APART = 16;

    private final Forest forest;
    private final AtomicReferenceArray<@Nullable Workspace> places = new AtomicReferenceArray<>(PLACES * APART);

    Scratch(Forest forest) {
        this.forest = forest;
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() & PLACES - 1) * APART;
    }

    /** A workspace that nobody else has, with anything in it. */
    Workspace take() {
        Workspace work = places.getAndSet(place(), null);
        return work == null ? forest.workspace() : work;
    }

    /** Takes a workspace back; whoever gives it must not touch it any more. */
    void give(Workspace work) {
        places.setRelease(place(), work);
    }
}
