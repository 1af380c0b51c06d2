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
        if (isMethod(call, "GET") || isMethod(call, "OPTIONS")) {
            return READ;
        }
        boolean writes =
                isMethod(call, "POST") || isMethod(call, "PUT") || isMethod(call, "PATCH") || isMethod(call, "DELETE");
        return writes ? WRITE : OTHER;
    }

    /** Without a text of the method alone: this is asked for every call. */
    private static boolean isMethod(String call, String method) {
        return call.startsWith(method) && (call.length() == method.length() || call.charAt(method.length()) == ' ');
    }
}
