/** The command line: one class a command, each a thin shell around the room that does the work. May use anything. */
@NullMarked
package io.abatis.cli;

import org.jspecify.annotations.NullMarked;
