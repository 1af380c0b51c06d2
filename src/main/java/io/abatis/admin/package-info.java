/**
 * What the operator sees of a gate. Read-only so far: nothing here can be changed, so nothing here asks who is looking. Uses {@code gate},
 * {@code config}, the Servlet API and Jackson.
 */
@NullMarked
package io.abatis.admin;

import org.jspecify.annotations.NullMarked;
