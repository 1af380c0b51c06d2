package io.abatis.call;

/** How the application answered a call, by classes of status code (RFC 9110 section 15). */
public enum Outcome {
    /** 1xx, 2xx, and 304: the client has it already. */
    SUCCESS,
    /** All other 3xx. */
    REDIRECT,
    /** 401 and 403. */
    UNAUTHORIZED,
    /** 404 and 410. */
    NOT_FOUND,
    /** All other 4xx. */
    CLIENT_ERROR,
    /** 5xx, and whatever is no status code at all. */
    SERVER_ERROR,
    /** Not told: logs of calls have no answers. */
    UNKNOWN;

    /** The class of a status code. */
    public static Outcome of(int status) {
        return switch (status) {
            case 304 -> SUCCESS;
            case 401, 403 -> UNAUTHORIZED;
            case 404, 410 -> NOT_FOUND;
            default ->
                switch (status / 100) {
                    case 1, 2 -> SUCCESS;
                    case 3 -> REDIRECT;
                    case 4 -> CLIENT_ERROR;
                    default -> SERVER_ERROR;
                };
        };
    }

    /** Whether the client asked for something that it did not get, by its own doing. */
    public boolean isMiss() {
        return this == UNAUTHORIZED || this == NOT_FOUND || this == CLIENT_ERROR;
    }

    /** Whether the client got something, be it the way to another place; what is not told counts as served. */
    public boolean isServed() {
        return this == SUCCESS || this == REDIRECT || this == UNKNOWN;
    }
}
