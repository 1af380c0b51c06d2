package io.abatis.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was found at one point.
 *
 * @param nanos a call takes
 * @param cpu nanoseconds of processor time that a call takes
 * @param bytes a call allocates
 */
record Measured(
        Figure nanos, @Nullable Figure cpu, @Nullable Figure bytes) {}
