package io.abatis.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates, ready to be matched. The most specific one wins, whatever their order: segment by segment from the left, a segment that is written out goes
 * before one in braces, and that before {@code **}; endings such as {@code *.css} come last. Immutable.
 */
final class Templates {
    /*
     * A tree by segments. Each of its nodes is looked at once at most, because it has one depth and one way to it: so a path costs its own length and,
     * at the worst, the size of the tree, and usually a step a segment.
     */

    private static final class Node {
        private final Map<String, Node> written = new HashMap<>();
        private @Nullable Node any;
        private @Nullable String ends;
        private @Nullable String rest;
    }

    private final Node root = new Node();
    private final Map<String, String> endings = new HashMap<>();
    private int depth;
    private int longestEnding;

    /** @param templates as {@link Naming} has checked them */
    Templates(List<String> templates) {
        templates.forEach(this::add);
    }

    private void add(String template) {
        String name = RouteText.encoded(template);
        if (template.startsWith(Template.ANY_STEM)) {
            String ending = template.substring(1);
            endings.put(ending, name);
            longestEnding = Math.max(longestEnding, ending.length());
            return;
        }
        String[] segments = template.substring(1).split("/", -1);
        depth = Math.max(depth, segments.length);
        Node node = root;
        for (String segment : segments) {
            if (segment.equals(Template.REST)) {
                node.rest = name;
                return;
            }
            if (Template.isBraced(segment)) {
                node.any = node.any == null ? new Node() : node.any;
                node = node.any;
            } else {
                node = node.written.computeIfAbsent(segment, s -> new Node());
            }
        }
        node.ends = name;
    }

    /**
     * The text of the template that fits a path best, percent-encoded as routes are; null if none does.
     *
     * @param path decoded, beginning with a slash
     */
    @Nullable
    String match(String path) {
        String found = depth == 0 ? null : match(root, segments(path), 0);
        return found != null || endings.isEmpty() ? found : ending(path);
    }

    /** As many segments as the tree is deep, and one more that stands for all others. */
    private String[] segments(String path) {
        return path.substring(1).split("/", depth + 1);
    }

    private static @Nullable String match(Node node, String[] segments, int at) {
        if (at == segments.length) {
            return node.ends != null ? node.ends : node.rest;
        }
        String segment = segments[at];
        Node written = node.written.get(segment);
        String found = written == null ? null : match(written, segments, at + 1);
        if (found == null && node.any != null && !segment.isEmpty() && !isMark(segment)) {
            found = match(node.any, segments, at + 1);
        }
        return found == null ? node.rest : found;
    }

    /** How names end that leave something out: read back from a log, they must not fit another template. */
    private static boolean isMark(String segment) {
        return segment.equals(Template.REST) || segment.equals(RouteNames.OTHER_ROUTE);
    }

    private @Nullable String ending(String path) {
        int least = Math.max(path.lastIndexOf('/') + 1, path.length() - longestEnding);
        for (int dot = path.indexOf('.', least); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String name = endings.get(path.substring(dot));
            if (name != null) {
                return name;
            }
        }
        return null;
    }
}
