/** What starts a container in a JVM of its own: here are the classes that know containers, and none of the library or of the application. */
@NullMarked
package io.abatis.container.server;

import org.jspecify.annotations.NullMarked;
