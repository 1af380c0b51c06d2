package io.abatis.load;

import io.abatis.traffic.TrafficGenerator;
import java.util.List;
import java.util.Locale;

/** The fourteen calls of the reference traffic, from the rarest to the most frequent, as routes of the demo. */
final class ApiRoutes {

    private static final List<String> PATHS = TrafficGenerator.ROUTES.stream()
            .map(name -> "/api/" + name.toLowerCase(Locale.ROOT))
            .toList();

    private ApiRoutes() {}

    static int count() {
        return PATHS.size();
    }

    /** The path of a call, {@code /api/rarely} for the first. */
    static String path(int index) {
        return PATHS.get(index);
    }
}
