package io.abatis.traffic.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Chance in the shapes that sites and people have. Uses {@link StrictMath} alone, so that a seed means the same on every machine. */
final class Dice {

    private final Random random;

    /** Draws one number only, so that two dice of one generator have nothing to do with each other. */
    Dice(RandomGenerator seeds) {
        random = new Random(mixed(seeds.nextLong()));
    }

    /*
     * The first numbers of generators with neighbouring seeds are neighbours, too: taken as they are, they make the sites of seeds 1 to 100 all of one kind.
     * The mixer is that of SplitMix64 (Steele, Lea and Flood 2014). Random is the one generator whose numbers the JDK specifies.
     */
    private static long mixed(long seed) {
        long z = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform in [0, 1). */
    double share() {
        return random.nextDouble();
    }

    /** Uniform among 0 .. {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Uniform, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Uniform among the times from the one to before the other. */
    long time(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from));
    }

    /** Uniform in the logarithm: as likely between 1 and 10 as between 10 and 100. */
    double scale(double low, double high) {
        return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
    }

    /** Uniform in the logarithm, both ends included. */
    int scale(int low, int high) {
        return (int) scale(low + .5, high + 1.0);
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Log-normal: half of the draws are below the median, two thirds within a factor e^sigma of it. */
    double around(double median, double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
    }

    /** At least 1, of this mean, geometric. */
    int few(double mean) {
        return mean <= 1 ? 1 : 1 + (int) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - 1 / mean));
    }

    /** At least 1, heavy-tailed: the chance to reach n falls as n to the power of {@code -exponent}. */
    int tail(double exponent, int cap) {
        return (int) Math.min(cap, StrictMath.pow(1 - random.nextDouble(), -1 / exponent));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    final <T> T of(T... from) {
        return from[random.nextInt(from.length)];
    }

    /** One of the indices, each as likely as its weight. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> list = new ArrayList<>(all);
        for (int i = list.size() - 1; i > 0; i--) {
            list.set(i, list.set(random.nextInt(i + 1), list.get(i)));
        }
        return list;
    }

    /** Up to {@code n} different ones, in chance order. */
    <T> List<T> sample(List<T> all, int n) {
        return List.copyOf(shuffled(all).subList(0, Math.min(n, all.size())));
    }
}
