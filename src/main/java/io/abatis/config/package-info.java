/**
 * The operator's configuration: one file, read and checked as a whole, into immutable records. Uses {@code gate} and the rooms before it.
 */
@NullMarked
package io.abatis.config;

import org.jspecify.annotations.NullMarked;
