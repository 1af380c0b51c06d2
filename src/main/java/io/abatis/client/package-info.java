/**
 * Who is calling: addresses, sets of networks, and the walk back through trusted proxies. All values are immutable and safe to share. Uses the
 * JDK alone, and never resolves a host name.
 */
@NullMarked
package io.abatis.client;

import org.jspecify.annotations.NullMarked;
