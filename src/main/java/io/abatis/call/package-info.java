/**
 * What is called: a call, its outcome, and the name it is counted under. Values are immutable; {@link io.abatis.call.RouteNames} is safe for all
 * threads. Uses {@code client}.
 */
@NullMarked
package io.abatis.call;

import org.jspecify.annotations.NullMarked;
