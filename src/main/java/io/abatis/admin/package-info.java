/**
 * The operator's side over HTTP: who may come in, the API, and the pages. {@link io.abatis.admin.AdminServlets} puts all of it into a servlet context that an
 * application or a server keeps for it. Everything that serves requests is safe for all threads. Uses {@code gate}, {@code config}, {@code console}, {@code metrics}, what
 * {@code traffic} knows of spreadsheets, the Servlet API, Jackson, FastCSV and Micrometer; the library carries it, and needs Jackson and Micrometer
 * only where they are used.
 */
@NullMarked
package io.abatis.admin;

import org.jspecify.annotations.NullMarked;
