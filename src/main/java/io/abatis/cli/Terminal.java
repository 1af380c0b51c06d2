package io.abatis.cli;

import java.io.Console;

/** Whether somebody is looking. */
final class Terminal {

    private Terminal() {}

    /** Whether standard input and output are a person's terminal: progress is shown there, and nowhere else. */
    @SuppressWarnings("SystemConsoleNull") // it is what JDK 17 to 21 say; what 22 and later say is asked next
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
