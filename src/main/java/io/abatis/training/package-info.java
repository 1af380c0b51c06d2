/**
 * Making and judging models: training with Weka, calibration, replay of logs through the very gate that is live, evaluation. The only room with Weka in
 * it, and absent from the library. Uses {@code gate} and {@code traffic}.
 */
@NullMarked
package io.abatis.training;

import org.jspecify.annotations.NullMarked;
