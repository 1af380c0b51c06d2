package io.abatis.forest;

import java.io.IOException;

/** A file that is no model of this version, or no longer a whole one. The message names the file and the cause. */
public final class ModelFormatException extends IOException {

    private static final long serialVersionUID = 1;

    ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
