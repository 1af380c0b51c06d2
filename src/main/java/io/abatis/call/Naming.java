package io.abatis.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the operator wants calls named. Immutable.
 *
 * <p>A template groups paths under one name. {@code /api/users/{id}}: a segment in braces fits any one segment that is not empty. {@code /static/**}: two stars,
 * which may only stand last, fit the rest of the path, be it none. {@code *.css}: fits every path whose last segment ends so. All else fits itself,
 * case-sensitive. Paths are written as the container decodes them: a space, not {@code %20}.
 *
 * <p>A zone is a prefix of paths, taken by whole segments: {@code /static} holds {@code /static} and {@code /static/x}, not {@code /statics}. The zone
 * {@code /} holds everything.
 *
 * @param templates each fits paths that no other fits in the very same way
 * @param zones none twice
 */
public record Naming(List<String> templates, List<String> zones) {

    /** No templates and no zones. */
    public static final Naming NONE = new Naming(List.of(), List.of());

    /** The most templates, and the most zones. */
    public static final int MOST = 1_000;

    /** @throws IllegalArgumentException naming every bad entry and what to write instead, a line each */
    public Naming {
        templates = List.copyOf(templates);
        zones = List.copyOf(zones);
        List<String> problems = new ArrayList<>();
        check(templates, "template", problems);
        check(zones, "zone", problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private static void check(List<String> entries, String kind, List<String> problems) {
        if (entries.size() > MOST) {
            problems.add(entries.size() + " " + kind + "s are more than " + MOST + ": group them");
        }
        Map<String, String> seen = new HashMap<>();
        for (String entry : entries) {
            String problem = kind.equals("zone") ? Template.problemOfZone(entry) : Template.problem(entry);
            String same = seen.putIfAbsent(Template.shape(entry), entry);
            if (problem != null) {
                problems.add(kind + " '" + RouteText.printable(entry) + "' " + problem);
            } else if (same != null) {
                problems.add(kind + " '" + RouteText.printable(entry) + "' fits the same paths as '"
                        + RouteText.printable(same) + "': leave one out");
            }
        }
    }
}
