/** The library in many containers: the same tests for each, over loopback, against a JVM with that container and the library alone. */
@NullMarked
package io.abatis.container;

import org.jspecify.annotations.NullMarked;
