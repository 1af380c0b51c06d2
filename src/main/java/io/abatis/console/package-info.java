/**
 * The operator's side of a gate in service: the record of recent calls, what can be seen, what can be done, and what has to be seen to all the time. Uses
 * {@code gate} and {@code audit}.
 */
@NullMarked
package io.abatis.console;

import org.jspecify.annotations.NullMarked;
