package io.abatis.cli;

import io.abatis.admin.Operators.Operator;
import io.abatis.admin.OperatorsFile;
import io.abatis.admin.Token;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token}: a new token for an operator. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a token that an operator logs in with, and the line of an operators' file that lets him in.",
            "The token is shown once and kept nowhere: the line holds its SHA-256 alone."
        })
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description = "Who it is for: letters, digits, dots, underscores, dashes and at signs, 40 at most.")
    private String name = "";

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the line to this operators' file, which is made if there is none, for its owner alone.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        if (!OperatorsFile.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME must be letters, digits, dots, underscores, dashes and at signs, 40 at most, and begin with a letter or digit");
        }
        String token = Token.fresh(new SecureRandom());
        String line = new Operator(name, Token.sha256(token)).line();
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            out.println(token);
            out.println(line);
        } else {
            append(file, line);
            out.println(token);
            spec.commandLine().getErr().println(file + " lets " + name + " in with this token.");
        }
        out.flush();
        return 0;
    }

    private static void append(Path file, String line) throws IOException {
        create(file);
        var unused = OperatorsFile.read(file); // what is no operators' file is left as it is
        String text = Files.readString(file);
        boolean isOpen = !text.isEmpty() && !text.endsWith("\n");
        Files.write(
                file,
                ((isOpen ? "\n" : "") + line + "\n").getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.APPEND);
    }

    private static void create(Path file) throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // one more for it
        }
    }
}
