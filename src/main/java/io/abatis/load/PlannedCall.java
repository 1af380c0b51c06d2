package io.abatis.load;

/**
 * One call of a plan.
 *
 * @param atNanos when it is due, in nanoseconds after the start
 * @param client the client's index in the plan, see {@link LoadPlan#client}
 * @param number which of this client's calls it is, counted from 1
 * @param route the call's index among the fourteen
 */
record PlannedCall(long atNanos, int client, long number, int route) {

    String path() {
        return ApiRoutes.path(route);
    }
}
