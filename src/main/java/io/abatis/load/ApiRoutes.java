package io.abatis.load;

import io.abatis.traffic.TrafficGenerator;
import java.util.List;
import java.util.Locale;

/** The fourteen calls of the reference traffic, from the rarest to the most frequent, as routes of the demo. */
final class ApiRoutes {

    private static final List<Request> REQUESTS = TrafficGenerator.ROUTES.stream()
            .map(name -> Request.get("/api/" + name.toLowerCase(Locale.ROOT)))
            .toList();

    private ApiRoutes() {}

    static int count() {
        return REQUESTS.size();
    }

    /** All calls, {@code GET /api/rarely} first. */
    static List<Request> requests() {
        return REQUESTS;
    }
}
