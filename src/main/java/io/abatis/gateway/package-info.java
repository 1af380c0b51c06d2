/**
 * Abatis in front of an application that is not Java: a Jetty with the filter first and Jetty's proxy servlet behind it, which hands every call on to one
 * upstream server and streams both ways. Servlets here are called by many threads at once. May use anything; nothing outside the command line uses it.
 */
@NullMarked
package io.abatis.gateway;

import org.jspecify.annotations.NullMarked;
