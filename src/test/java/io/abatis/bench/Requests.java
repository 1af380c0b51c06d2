package io.abatis.bench;

/** Requests by their numbers. Immutable, safe for all threads. */
interface Requests {

    /** How many requests there are, a power of two; behind the last one the first comes again. */
    int size();

    /** Who makes a request, as a proxy says it. */
    String address(int request);

    /** Of what. */
    String path(int request);
}
