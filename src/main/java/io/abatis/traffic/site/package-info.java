/**
 * Generated web sites and their traffic: what a model is trained on that is to be used on sites it has never seen. A {@link io.abatis.traffic.site.Site}
 * is drawn with its routes, its habits of answering and its crowd; its traffic is drawn with every client's behaviour. All chance is a parameter: the
 * same generator of random numbers gives the same traffic on every machine. Not part of the library that is dropped into an application.
 *
 * <p>A {@code Site} is immutable and safe for all threads; everything else here belongs to the thread that draws. Uses {@code traffic}, {@code call} and {@code client}.
 */
@NullMarked
package io.abatis.traffic.site;

import org.jspecify.annotations.NullMarked;
