package io.abatis.training;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Loads the class of Weka that, when it is loaded, prints a warning about native numeric libraries on standard output, where commands write their results.
 * Forests need no such library.
 */
final class QuietWeka {

    private static final String NOISY = "weka.core.WekaPackageManager";

    private QuietWeka() {}

    /** Loads it with standard output turned away; does nothing if it is loaded already. */
    static synchronized void load() {
        PrintStream out = System.out;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            System.setOut(nowhere);
            Class.forName(NOISY);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Weka is not complete: " + NOISY + " is missing", e);
        } finally {
            System.setOut(out);
        }
    }
}
