/** Tests of the filter: real HTTP against an embedded Jetty wherever the container has a say. */
@NullMarked
package io.abatis.servlet;

import org.jspecify.annotations.NullMarked;
