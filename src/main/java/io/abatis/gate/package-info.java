/**
 * The decision: {@link io.abatis.gate.Gate} turns a call into a {@link io.abatis.gate.Verdict}. It knows nothing of HTTP, clocks or files. Uses
 * {@code ban}, {@code forest}, {@code count}, {@code call} and {@code client}.
 */
@NullMarked
package io.abatis.gate;

import org.jspecify.annotations.NullMarked;
