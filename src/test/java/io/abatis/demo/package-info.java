/** Tests of the demo, over real HTTP wherever the container has a say. */
@NullMarked
package io.abatis.demo;

import org.jspecify.annotations.NullMarked;
