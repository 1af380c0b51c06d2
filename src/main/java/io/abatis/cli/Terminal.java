package io.abatis.cli;

import java.io.Console;

/** Whether a person is looking. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether standard input and output are a terminal. Until Java 21 there is a console only then; from Java 22 on there
     * always is one, and it must be asked by a method that Java 17 does not have.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
