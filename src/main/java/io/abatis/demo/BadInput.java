package io.abatis.demo;

/** A request that is refused for what it asks; the message is for the visitor and names nothing of this machine. */
final class BadInput extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private BadInput(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** 400: what was sent is not allowed. */
    static BadInput refused(String message) {
        return new BadInput(400, message);
    }

    /** 404: what was asked for is not there. */
    static BadInput absent(String message) {
        return new BadInput(404, message);
    }

    /** The HTTP status to answer with. */
    int status() {
        return status;
    }

    /** What to tell the visitor. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
