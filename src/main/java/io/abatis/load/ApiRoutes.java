package io.abatis.load;

import java.util.List;
import java.util.Locale;

/** The notebooks' fourteen calls, from the rarest to the most frequent, as routes of the demo. */
final class ApiRoutes {

    /** The calls' names in the notebooks' order, which is what the distributions are made of. */
    static final List<String> NAMES = List.of(
            "Rarely",
            "Sometimes1",
            "Sometimes2",
            "Regularly1",
            "Regularly2",
            "Regularly3",
            "Often1",
            "Often2",
            "Often3",
            "Often4",
            "Often5",
            "Often6",
            "Often7",
            "Often8");

    private static final List<String> PATHS =
            NAMES.stream().map(name -> "/api/" + name.toLowerCase(Locale.ROOT)).toList();

    private ApiRoutes() {}

    static int count() {
        return PATHS.size();
    }

    /** The path of a call, {@code /api/rarely} for the first. */
    static String path(int index) {
        return PATHS.get(index);
    }
}
