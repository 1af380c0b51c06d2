package io.abatis.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One program that visitors may run. It must not leave processes behind that outlive it.
 *
 * @param name what visitors call it
 * @param about what it does, in one sentence
 * @param line the program's absolute path and its fixed arguments, up to and including {@code --} where the program
 *     knows it; the visitor's argument comes after all of them
 * @param argument which argument it takes
 */
record Command(String name, String about, List<String> line, Argument argument) {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    Command {
        line = List.copyOf(line);
        if (!Path.of(line.get(0)).isAbsolute()) {
            throw new IllegalArgumentException("the program of " + name + " has no absolute path");
        }
    }

    /** The commands of the demo, as far as this machine has their programs. */
    static List<Command> installed() {
        return Stream.of(
                        found(
                                "date",
                                "Date and time in UTC.",
                                Argument.NONE,
                                List.of("date", "-u", "+%A, %d %B %Y, %H:%M:%S UTC")),
                        // Not echo: it has no way to say that options end, and would print the -- itself.
                        found("echo", "Says it back.", Argument.WORDS, List.of("printf", "--", "%s\\n")),
                        found("ls", "Lists the sample folder.", Argument.FILE_OR_NONE, List.of("ls", "-lgo", "--")),
                        found("wc", "Counts lines, words and bytes.", Argument.FILE, List.of("wc", "--")))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The whole argument list for this command, one element an argument: no shell ever reads it. */
    List<String> with(@Nullable String argument) {
        List<String> all = new ArrayList<>(line);
        if (argument != null) {
            all.add(argument);
        }
        return all;
    }

    private static Optional<Command> found(String name, String about, Argument argument, List<String> line) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(line.get(0)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> {
                    List<String> absolute = new ArrayList<>(line);
                    absolute.set(0, program.toString());
                    return new Command(name, about, absolute, argument);
                });
    }
}
