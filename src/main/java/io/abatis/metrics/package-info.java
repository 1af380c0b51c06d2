/** The measures of a filter in a registry of Micrometer, which no other room but those for HTTP servers knows and which need not be there. Uses {@code console}. */
@NullMarked
package io.abatis.metrics;

import org.jspecify.annotations.NullMarked;
