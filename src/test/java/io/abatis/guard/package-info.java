/** Shows that tests of guards are worth something: takes each guard out, and sees its test fail. */
@NullMarked
package io.abatis.guard;

import org.jspecify.annotations.NullMarked;
