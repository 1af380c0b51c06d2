package io.abatis.forest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Forests drawn at random: trees whose children stand behind their parents in no other order, and whose leaves are mostly small or mostly large. */
final class ForestDraft {

    /** How many columns they ask for. */
    static final int COLUMNS = 7;

    /** The greatest value that they tell from others, and from 0 on all. */
    static final int MOST_VALUE = 9;

    private final RandomGenerator random;
    private final int[] roots;
    private int[] column = {};
    private double[] value = {};
    private int[] left = {};
    private int[] right = {};

    ForestDraft(RandomGenerator random, int trees) {
        this.random = random;
        this.roots = new int[trees];
    }

    Forest forest(int mostSplits) {
        for (int tree = 0; tree < roots.length; tree++) {
            roots[tree] = column.length;
            grow(roots[tree], random.nextInt(mostSplits + 1));
        }
        return new Forest(COLUMNS, roots, column, value, means(), left, right);
    }

    private void grow(int root, int splits) {
        int end = root + 2 * splits + 1;
        column = Arrays.copyOf(column, end);
        value = Arrays.copyOf(value, end);
        left = Arrays.copyOf(left, end);
        right = Arrays.copyOf(right, end);
        Arrays.fill(column, root, end, Forest.LEAF);
        int next = root + 1;
        for (int split = 0, node = root; split < splits; split++) {
            while (column[node] != Forest.LEAF) {
                node++;
            }
            column[node] = random.nextInt(COLUMNS);
            value[node] = random.nextInt(MOST_VALUE) + .5;
            boolean isCrossed = random.nextBoolean();
            left[node] = isCrossed ? next + 1 : next;
            right[node] = isCrossed ? next : next + 1;
            next += 2;
            node = random.nextInt(2) == 0 ? node + 1 : next - 1;
        }
        for (int node = root; node < end; node++) {
            if (column[node] == Forest.LEAF) {
                double draw = random.nextDouble();
                value[node] = random.nextInt(8) == 0 ? Math.rint(draw) : Math.pow(draw, random.nextInt(5) + 1);
            }
        }
    }

    /** Any: a file may hold what does not fit the leaves. */
    private double[] means() {
        return random.doubles(column.length).toArray();
    }

    /** Values in all columns. */
    static int[] vector(RandomGenerator random) {
        int[] vector = new int[COLUMNS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(MOST_VALUE + 1);
        }
        return vector;
    }
}
