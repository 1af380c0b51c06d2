/**
 * The filter in applications of Spring Boot, which find it by themselves. Uses {@code servlet}, {@code config}, {@code metrics} and Spring Boot, which no other room
 * knows and which need not be there, nor Micrometer. Its classes are used at the start of an application, by one thread.
 */
@NullMarked
package io.abatis.spring;

import org.jspecify.annotations.NullMarked;
