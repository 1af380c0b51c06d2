/**
 * Who is refused, until when and why, and what of it outlives the process. {@link io.abatis.ban.BanList}, {@link io.abatis.ban.BanStore} and
 * {@link io.abatis.ban.BanKeeper} are safe for all threads; all else is immutable or has one user. Uses {@code client} and H2's MVStore.
 */
@NullMarked
package io.abatis.ban;

import org.jspecify.annotations.NullMarked;
