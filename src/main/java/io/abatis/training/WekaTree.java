package io.abatis.training;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import weka.classifiers.trees.RandomTree;

/**
 * A node of a tree that Weka has grown. Weka keeps its nodes to itself, and all ways to have them printed lose digits; hence reflection, here and nowhere
 * else.
 */
final class WekaTree {

    private static final String NODE = "weka.classifiers.trees.RandomTree$Tree";
    private static final Field ROOT = field(RandomTree.class.getName(), "m_Tree");
    private static final Field SUCCESSORS = field(NODE, "m_Successors");
    private static final Field ATTRIBUTE = field(NODE, "m_Attribute");
    private static final Field SPLIT = field(NODE, "m_SplitPoint");
    private static final Field WEIGHTS = field(NODE, "m_ClassDistribution");

    private final Object node;

    private WekaTree(Object node) {
        this.node = node;
    }

    static WekaTree rootOf(RandomTree tree) {
        return new WekaTree(get(ROOT, tree));
    }

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Weka keeps its trees in another form: no " + name, e);
        }
    }

    @SuppressWarnings("NullAway") // callers know which fields a node of their kind has set
    private static Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isLeaf() {
        return column() < 0;
    }

    /** The column asked for, or -1 at a leaf. */
    int column() {
        return (int) get(ATTRIBUTE, node);
    }

    /** Left if the column is less. */
    double split() {
        return (double) get(SPLIT, node);
    }

    WekaTree left() {
        return new WekaTree(((Object[]) get(SUCCESSORS, node))[0]);
    }

    WekaTree right() {
        return new WekaTree(((Object[]) get(SUCCESSORS, node))[1]);
    }

    /** The weights of benign and malicious samples that reached this node, or null where none did. */
    double @Nullable [] weights() {
        double[] kept = (double[]) get(WEIGHTS, node);
        return kept != null || isLeaf() ? kept : sum(left().weights(), right().weights());
    }

    /** Weka drops the weights of a node when those of all its successors are at hand. */
    private static double[] sum(double @Nullable [] left, double @Nullable [] right) {
        if (left == null || right == null) {
            throw new IllegalStateException("this version of Weka drops weights that cannot be made up again");
        }
        return new double[] {left[0] + right[0], left[1] + right[1]};
    }
}
