/**
 * The demo: a small lending library on an embedded Jetty, with Abatis in front of it.
 *
 * <p>Everything a servlet here is given by a stranger is either matched against what is allowed, or encoded for the place
 * it is written to. Servlets and filters are called by many threads at once and hold only what is immutable or says so
 * itself. May use anything; nothing outside the command line uses it.
 */
@NullMarked
package io.abatis.demo;

import org.jspecify.annotations.NullMarked;
