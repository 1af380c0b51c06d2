package io.abatis.call;

/** What kind of method a call has (RFC 9110 section 9.2). */
public enum MethodClass {
    /** GET, which HEAD counts as, and OPTIONS: they only ask. */
    READ,
    /** POST, PUT, PATCH and DELETE. */
    WRITE,
    /** All others, those that HTTP does not define included. */
    OTHER;

    /**
     * The class of a call's method.
     *
     * @param call the call's name, as {@link RouteNames} gives it
     */
    public static MethodClass of(String call) {
        int space = call.indexOf(' ');
        return switch (space < 0 ? call : call.substring(0, space)) {
            case "GET", "OPTIONS" -> READ;
            case "POST", "PUT", "PATCH", "DELETE" -> WRITE;
            default -> OTHER;
        };
    }
}
