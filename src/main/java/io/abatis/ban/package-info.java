/** Who is refused, until when and why. {@link io.abatis.ban.BanList} is safe for all threads; all else is immutable. Uses {@code client}. */
@NullMarked
package io.abatis.ban;

import org.jspecify.annotations.NullMarked;
