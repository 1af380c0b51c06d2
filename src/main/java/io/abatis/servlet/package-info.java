/**
 * The filter and what ties it to a servlet container: requests become calls, verdicts become answers. Uses {@code gate}, {@code config},
 * {@code traffic} and the Servlet API.
 */
@NullMarked
package io.abatis.servlet;

import org.jspecify.annotations.NullMarked;
