package io.abatis.config;

import java.util.ArrayList;
import java.util.List;

/** A configuration that cannot be used. The message lists all that is wrong with it, a line each. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> problems;

    ConfigException(String source, List<String> problems) {
        super("the configuration " + source + " is refused:\n  " + String.join("\n  ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** All that is wrong, each with the place where it stands. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
