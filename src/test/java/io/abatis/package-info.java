/** What tests of several packages share. */
@NullMarked
package io.abatis;

import org.jspecify.annotations.NullMarked;
