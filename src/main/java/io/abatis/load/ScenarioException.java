package io.abatis.load;

import java.util.ArrayList;
import java.util.List;

/** A scenario file that cannot be played. The message is one line with all that is wrong. */
public final class ScenarioException extends Exception {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> problems;

    ScenarioException(String file, List<String> problems) {
        super("the scenario " + file + " is refused: " + String.join("; ", problems));
        this.problems = new ArrayList<>(problems);
    }

    /** All that is wrong, each with the line and the key where it stands, and the remedy. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
