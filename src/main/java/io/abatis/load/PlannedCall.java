package io.abatis.load;

/**
 * One call of a plan.
 *
 * @param atNanos when it is due, in nanoseconds after the start
 * @param person who makes it, by his index in the plan's cast
 * @param client the index of the client that he is counted as
 * @param number which call of this client it is, counted from 1
 * @param kind whether it is an attacker's; a person who turns makes calls of both kinds
 * @param address where it comes from
 * @param request what it asks for
 */
record PlannedCall(
        long atNanos, int person, int client, long number, ClientKind kind, String address, Request request) {}
