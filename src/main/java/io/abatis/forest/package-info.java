/**
 * The model: which columns describe a client ({@link io.abatis.forest.FeatureLayout}), the compiled trees ({@link io.abatis.forest.Forest}), the
 * card that says how they were made, the plain file that holds all three, and why a score is what it is ({@link io.abatis.forest.Explanation}). Everything is immutable. Uses {@code count}.
 */
@NullMarked
package io.abatis.forest;

import org.jspecify.annotations.NullMarked;
