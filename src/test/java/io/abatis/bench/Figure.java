package io.abatis.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What several rounds gave.
 *
 * @param rounds one value a round, at least one
 */
record Figure(List<Double> rounds) {

    /** Copies. */
    Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a round");
        }
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double least() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** By how much this is more, round by round: the machine is not the same in the next round. Rounds that the other has not are left out. */
    Figure over(Figure other) {
        int both = Math.min(rounds.size(), other.rounds.size());
        return new Figure(IntStream.range(0, both)
                .mapToObj(i -> rounds.get(i) / other.rounds.get(i))
                .toList());
    }
}
