/**
 * Running counts: one window a client, kept in a bounded {@link io.abatis.count.ClientTable}, which holds the locks on a request's way. Windows lie in arrays
 * of bytes, as a {@code Sheet} of their {@link io.abatis.count.WindowShape} lays them out; vectors are read from them by a
 * {@link io.abatis.count.Readout}. A {@link io.abatis.count.Window} is one by itself, for training. Uses {@code call} and {@code client}.
 */
@NullMarked
package io.abatis.count;

import org.jspecify.annotations.NullMarked;
