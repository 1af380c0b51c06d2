package io.abatis.call;

/** How the application answered a call, by classes of status code (RFC 9110 section 15). */
public enum Outcome {
    /** 1xx and 2xx. */
    SUCCESS,
    /** 3xx. */
    REDIRECT,
    /** 401 and 403. */
    UNAUTHORIZED,
    /** 404 and 410. */
    NOT_FOUND,
    /** All other 4xx. */
    CLIENT_ERROR,
    /** 5xx, and whatever is no status code at all. */
    SERVER_ERROR;

    /** The class of a status code. */
    public static Outcome of(int status) {
        return switch (status) {
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
}
