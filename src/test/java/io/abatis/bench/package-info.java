/**
 * Benchmarks: what a verdict costs, beside filters that only count. The profile {@code bench} runs {@link io.abatis.bench.Bench}; the ordinary build compiles all of
 * this, and tests that what is compared does its work.
 */
@NullMarked
package io.abatis.bench;

import org.jspecify.annotations.NullMarked;
