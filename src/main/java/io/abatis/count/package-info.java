/**
 * Running counts: one {@link io.abatis.count.Window} a client, kept in a bounded {@link io.abatis.count.ClientTable}, which holds the
 * locks on a request's way. Uses {@code call} and {@code client}.
 */
@NullMarked
package io.abatis.count;

import org.jspecify.annotations.NullMarked;
