package io.abatis.call;

import org.jspecify.annotations.Nullable;

/** The syntax of templates and zones, see {@link Naming}. */
final class Template {

    /** Fits the rest of a path. */
    static final String REST = "**";

    /** How a template of endings begins. */
    static final String ANY_STEM = "*.";

    private Template() {}

    /** What is wrong with a template and how to mend it, or null. */
    static @Nullable String problem(String template) {
        String problem = problemOfText(template);
        if (problem != null) {
            return problem;
        }
        if (template.startsWith(ANY_STEM)) {
            return template.length() == 2 || indexOfAny(template, "/*{}", 2) >= 0
                    ? "is no ending: write '*.' and letters, as in '*.css'"
                    : null;
        }
        if (!template.startsWith("/")) {
            return "does not begin with a slash: write '/" + RouteText.printable(template) + "'";
        }
        String[] segments = template.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            problem = problemOfSegment(segments[i], last);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String problemOfSegment(String segment, boolean last) {
        if (segment.isEmpty() && !last) {
            return "has an empty segment: write one slash, not two";
        }
        if (segment.equals(".") || segment.equals("..")) {
            return "has a segment of dots, which no decoded path has: leave it out";
        }
        if (segment.equals(REST)) {
            return last ? null : "has '**' before its end: write '{name}' for one segment, or end there";
        }
        if (segment.indexOf('*') >= 0) {
            return "has a '*' within a segment: write '{name}' for a segment, a last '/**' for the rest, or '*.css' alone";
        }
        if (isBraced(segment)) {
            return segment.length() == 2 || indexOfAny(segment, "{}", 1) < segment.length() - 1
                    ? "has braces without a name: write '{id}'"
                    : null;
        }
        return indexOfAny(segment, "{}", 0) >= 0 ? "has braces that are not a whole segment: write '/{id}'" : null;
    }

    /** What is wrong with a zone and how to mend it, or null. */
    static @Nullable String problemOfZone(String zone) {
        if (zone.equals("/")) {
            return null;
        }
        if (zone.startsWith(ANY_STEM) || indexOfAny(zone, "*{}", 0) >= 0) {
            return "is no plain prefix: write whole segments without '*' and braces, as in '/static'";
        }
        if (zone.length() > 1 && zone.endsWith("/")) {
            return "ends in a slash: write '" + RouteText.printable(zone.substring(0, zone.length() - 1)) + "'";
        }
        return problem(zone);
    }

    private static @Nullable String problemOfText(String text) {
        if (text.isEmpty()) {
            return "is empty: leave it out";
        }
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (Character.isISOControl(point) || point >= 0xd800 && point <= 0xdfff) {
                return "has a character that no path has: leave it out";
            }
            if (point == '?' || point == '#' || point == ';') {
                return "has a '" + (char) point + "', which no path has once decoded: end it there";
            }
            if (point == '%' && isHex(text, at + 1) && isHex(text, at + 2)) {
                return "is percent-encoded: write it decoded, a space for '%20'";
            }
            at += Character.charCount(point);
        }
        int length = RouteText.encoded(text).length();
        return length > RouteNames.LONGEST_ROUTE
                ? "is " + length + " characters long: write at most " + RouteNames.LONGEST_ROUTE
                : null;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && "0123456789abcdefABCDEF".indexOf(text.charAt(at)) >= 0;
    }

    private static int indexOfAny(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    static boolean isBraced(String segment) {
        return segment.length() >= 2 && segment.startsWith("{") && segment.endsWith("}");
    }

    /** The template without the names in its braces: templates of one shape fit the same paths. */
    static String shape(String template) {
        StringBuilder shape = new StringBuilder(template.length());
        for (String segment : template.split("/", -1)) {
            shape.append(isBraced(segment) ? "{}" : segment).append('/');
        }
        return shape.toString();
    }
}
