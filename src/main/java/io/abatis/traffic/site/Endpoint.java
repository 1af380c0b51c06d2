package io.abatis.traffic.site;

/**
 * A call that programs make.
 *
 * @param method the HTTP method
 * @param template its path, with {@code #} for a number and {@code @} for a hash
 * @param member whether one must be logged in
 * @param lookup whether "no such thing" (404) is an everyday answer
 */
record Endpoint(String method, String template, boolean member, boolean lookup) {

    String path(Dice dice) {
        if (template.indexOf('#') < 0 && template.indexOf('@') < 0) {
            return template;
        }
        String number = Integer.toString(1 + dice.below(99_999));
        return template.replace("#", number).replace("@", hash(dice));
    }

    /** Twenty hexadecimal digits, at least one of them decimal. */
    static String hash(Dice dice) {
        StringBuilder hash = new StringBuilder("7");
        while (hash.length() < 20) {
            hash.append(Integer.toHexString(dice.below(16)));
        }
        return hash.toString();
    }
}
