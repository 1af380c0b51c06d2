package io.abatis.forest;

/**
 * A layout, the forest that reads its vectors, and the card that tells where both come from. Immutable.
 *
 * @param layout the columns
 * @param forest the trees
 * @param card origin and promises
 */
public record Model(FeatureLayout layout, Forest forest, ModelCard card) {}
