package io.abatis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that prints to where this one prints. */
final class Fork {

    private Fork() {}

    /**
     * Runs a main class to its end, on this process's class path.
     *
     * @throws IOException if it fails
     */
    static void run(Class<?> main, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(main.getSimpleName() + " failed; what it says about that stands above");
        }
    }
}
