/** Tests of the gateway: real sockets, an upstream server that says exactly what a test tells it to. */
@NullMarked
package io.abatis.gateway;

import org.jspecify.annotations.NullMarked;
