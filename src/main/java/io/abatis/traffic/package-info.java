/**
 * Logs of calls: read by content, written, generated, tabulated, labelled. Reading streams and is bounded; a line that cannot be read is counted,
 * never fatal and never dropped in silence. Uses {@code call} and {@code client}.
 */
@NullMarked
package io.abatis.traffic;

import org.jspecify.annotations.NullMarked;
