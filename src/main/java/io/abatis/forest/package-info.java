/**
 * The model: which columns describe a client ({@link io.abatis.forest.FeatureLayout}), the compiled trees ({@link io.abatis.forest.Forest}), the
 * card that says how they were made, and the plain file that holds all three. Everything is immutable. Uses {@code count}.
 */
@NullMarked
package io.abatis.forest;

import org.jspecify.annotations.NullMarked;
