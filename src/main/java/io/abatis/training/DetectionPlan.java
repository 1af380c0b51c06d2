package io.abatis.training;

import io.abatis.forest.Model;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure of detection.
 *
 * @param biases the generator's biases, each above 0 and below 1
 * @param routes how many different calls, 2 to 64 each; every bias is taken with each of them
 * @param clients the attackers of each kind that a figure rests on, 1 to 100,000
 * @param trees how many trees a forest has, 1 to 10,000
 * @param seed the source of all chance; the same plan gives the same figures
 * @param given a model to judge, instead of one trained, in the settings whose calls it counts; null to train one everywhere
 */
public record DetectionPlan(
        List<Double> biases,
        List<Integer> routes,
        int clients,
        int trees,
        long seed,
        @Nullable Model given) {

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public DetectionPlan {
        biases = List.copyOf(biases);
        routes = List.copyOf(routes);
        for (double bias : biases) {
            require(bias > 0 && bias < 1, "bias " + bias + " is not above 0 and below 1");
        }
        for (int number : routes) {
            require(number >= 2 && number <= Trainer.MOST_CALLS, "routes " + number + " is not in 2..64");
        }
        require(
                !biases.isEmpty() && new HashSet<>(biases).size() == biases.size(),
                "bias must be given, and none twice");
        require(
                !routes.isEmpty() && new HashSet<>(routes).size() == routes.size(),
                "routes must be given, and none twice");
        require(clients >= 1 && clients <= 100_000, "clients " + clients + " is not in 1..100000");
        require(trees >= 1 && trees <= 10_000, "trees " + trees + " is not in 1..10000");
        require(
                given == null || routes.stream().anyMatch(number -> isOf(given, number)),
                "model counts other calls than those of any of these settings");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isOf(Model model, int routes) {
        return model.layout().logOdds().keySet().equals(new HashSet<>(TrueTraffic.names(routes)));
    }

    /** The model to judge with so many different calls; null if one is to be trained. */
    @Nullable
    Model givenFor(int number) {
        return given != null && isOf(given, number) ? given : null;
    }
}
