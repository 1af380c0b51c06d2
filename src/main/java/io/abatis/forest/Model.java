package io.abatis.forest;

import org.jspecify.annotations.Nullable;

/** A layout, the forest that reads its vectors, and the card that tells where both come from. Immutable; safe for all threads. */
public final class Model {

    private final FeatureLayout layout;
    private final Forest forest;
    private final ModelCard card;
    private volatile @Nullable String sha256;

    /**
     * @param layout the columns
     * @param forest the trees
     * @param card origin and promises
     */
    public Model(FeatureLayout layout, Forest forest, ModelCard card) {
        this.layout = layout;
        this.forest = forest;
        this.card = card;
    }

    /** The columns. */
    public FeatureLayout layout() {
        return layout;
    }

    /** The trees. */
    public Forest forest() {
        return forest;
    }

    /** Origin and promises. */
    public ModelCard card() {
        return card;
    }

    /**
     * Which model it is: the SHA-256 of its file, 64 lower-case hexadecimal digits, what {@code sha256sum} says of it. The first time it takes as long as
     * writing the file.
     */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = ModelFile.sha256(ModelFile.bytes(this));
            sha256 = known;
        }
        return known;
    }
}
