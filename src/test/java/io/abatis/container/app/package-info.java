/** The web application that is guarded: the same in all containers. Here are no classes that know containers, but for Spring Boot's. */
@NullMarked
package io.abatis.container.app;

import org.jspecify.annotations.NullMarked;
