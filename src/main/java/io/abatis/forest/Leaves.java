package io.abatis.forest;

import org.jspecify.annotations.Nullable;

/** The leaves of one tree, numbered from the left. Immutable. */
final class Leaves {

    private final int root;
    private final int[] first;
    private final int[] count;

    private Leaves(int root, int[] first, int[] count) {
        this.root = root;
        this.first = first;
        this.count = count;
    }

    /** The leaves of a tree; null if branches of it share nodes, so that a leaf has no one number. */
    static @Nullable Leaves of(Forest forest, int tree) {
        int root = forest.root(tree);
        int nodes = (tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes()) - root;
        boolean[] isReached = new boolean[nodes];
        isReached[0] = true;
        for (int i = 0; i < nodes; i++) {
            if (isReached[i] && forest.column(root + i) != Forest.LEAF) {
                int left = forest.left(root + i) - root;
                int right = forest.right(root + i) - root;
                if (isReached[left] || isReached[right] || left == right) {
                    return null;
                }
                isReached[left] = true;
                isReached[right] = true;
            }
        }
        int[] count = new int[nodes];
        for (int i = nodes - 1; i >= 0; i--) {
            boolean leaf = forest.column(root + i) == Forest.LEAF;
            count[i] = leaf ? 1 : count[forest.left(root + i) - root] + count[forest.right(root + i) - root];
        }
        int[] first = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            if (isReached[i] && forest.column(root + i) != Forest.LEAF) {
                int left = forest.left(root + i) - root;
                first[left] = first[i];
                first[forest.right(root + i) - root] = first[i] + count[left];
            }
        }
        for (int i = 0; i < nodes; i++) {
            count[i] = isReached[i] ? count[i] : 0;
        }
        return new Leaves(root, first, count);
    }

    /** How many there are. */
    int size() {
        return count[0];
    }

    /** The first node of the tree. */
    int root() {
        return root;
    }

    /** The node behind the last one. */
    int end() {
        return root + first.length;
    }

    /** The first leaf below a node, or its own number. */
    int first(int node) {
        return first[node - root];
    }

    /** How many leaves there are below a node; 1 for a leaf, and 0 for a node that nothing leads to. */
    int below(int node) {
        return count[node - root];
    }
}
