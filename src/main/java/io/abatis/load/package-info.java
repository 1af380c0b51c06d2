/**
 * Crafted traffic: benign and hostile clients with the reference traffic's distributions of calls or those of a scenario file, played against a server on
 * this machine, and the account of who was refused and how long answers took. A leaf: nothing imports it but the demo
 * and the command line. Plans and results are immutable; a player has one sending thread and the HTTP client's own.
 */
@NullMarked
package io.abatis.load;

import org.jspecify.annotations.NullMarked;
