package io.abatis.count;

import io.abatis.call.MethodClass;
import io.abatis.call.Outcome;
import java.util.ArrayList;
import java.util.List;

/** All that can be read from the windows of a shape, in one order, from both kinds of windows and by a readout. */
final class Reading {

    private Reading() {}

    /** So many calls are told apart. */
    static final int MOST_CALLS = 1_000;

    static Readout of(WindowShape shape) {
        Readout.Builder builder = Readout.of(shape).calls(MOST_CALLS).fresh().turned();
        for (int i = 0; i < shape.lengths(); i++) {
            for (int kind = 0; kind < shape.kinds(); kind++) {
                builder.count(i, kind);
            }
            for (Rarity rarity : Rarity.values()) {
                builder.rarity(i, rarity);
            }
            for (MethodClass method : MethodClass.values()) {
                builder.methods(i, method);
            }
            for (Outcome outcome : Outcome.values()) {
                builder.answers(i, outcome).strange(i, outcome);
            }
            builder.misses(i).distinct(i).top(i).pace(i).other(i);
        }
        return builder.build();
    }

    static int[] of(WindowShape shape, ReferenceWindow window) {
        List<Integer> read =
                new ArrayList<>(List.of((int) Math.min(MOST_CALLS, window.calls()), window.fresh(), window.turned()));
        for (int i = 0; i < shape.lengths(); i++) {
            for (int kind = 0; kind < shape.kinds(); kind++) {
                read.add(window.count(i, kind));
            }
            for (Rarity rarity : Rarity.values()) {
                read.add(window.rarity(i, rarity));
            }
            for (MethodClass method : MethodClass.values()) {
                read.add(window.methods(i, method));
            }
            for (Outcome outcome : Outcome.values()) {
                read.add(window.answers(i, outcome));
                read.add(window.strange(i, outcome));
            }
            read.addAll(List.of(window.misses(i), window.distinct(i), window.top(i), window.pace(i), window.other(i)));
        }
        return read.stream().mapToInt(Integer::intValue).toArray();
    }

    static int[] of(WindowShape shape, Window window) {
        List<Integer> read =
                new ArrayList<>(List.of((int) Math.min(MOST_CALLS, window.calls()), window.fresh(), window.turned()));
        for (int i = 0; i < shape.lengths(); i++) {
            for (int kind = 0; kind < shape.kinds(); kind++) {
                read.add(window.count(i, kind));
            }
            for (Rarity rarity : Rarity.values()) {
                read.add(window.rarity(i, rarity));
            }
            for (MethodClass method : MethodClass.values()) {
                read.add(window.methods(i, method));
            }
            for (Outcome outcome : Outcome.values()) {
                read.add(window.answers(i, outcome));
                read.add(window.strange(i, outcome));
            }
            read.addAll(List.of(window.misses(i), window.distinct(i), window.top(i), window.pace(i), window.other(i)));
        }
        return read.stream().mapToInt(Integer::intValue).toArray();
    }
}
