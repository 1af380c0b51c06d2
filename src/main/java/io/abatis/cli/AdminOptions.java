package io.abatis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What all commands that talk to an admin server have in common. */
final class AdminOptions {

    private static final String VARIABLE = "ABATIS_TOKEN";
    private static final Pattern TOKEN = Pattern.compile("abatis_[A-Za-z0-9_-]{43}");
    private static final int MOST_BYTES = 4_096;

    private final Map<String, String> environment;

    @Option(
            names = "--admin",
            defaultValue = "${env:ABATIS_ADMIN:-http://127.0.0.1:9090}",
            converter = AdminUrlText.class,
            paramLabel = "URL",
            description = {
                "The admin server: http:// on this machine, or https://. Default: the environment's ABATIS_ADMIN, else http://127.0.0.1:9090."
            })
    private AdminUrl admin = AdminUrl.parse("http://127.0.0.1:9090");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = {
                "The file whose first line is the operator's token. Default: the environment's ABATIS_TOKEN. A token is never an argument, which all users of a machine can"
                        + " see."
            })
    private @Nullable Path tokenFile;

    @Option(
            names = "--json",
            description = "Print the server's answer as JSON, for scripts; src/site/markdown/cli.md names the fields.")
    private boolean json;

    AdminOptions() {
        this(System.getenv());
    }

    AdminOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether answers are printed as JSON. */
    boolean json() {
        return json;
    }

    /**
     * The server.
     *
     * @throws IOException if there is no token; the message says how to get one
     */
    AdminApi api() throws IOException {
        return new AdminApi(admin, token());
    }

    private String token() throws IOException {
        String named = environment.get(VARIABLE);
        if (tokenFile == null && (named == null || named.isBlank())) {
            throw new IOException("there is no token: name the file that holds yours with --token-file, or put it into"
                    + " the environment's " + VARIABLE + ". A server without operators prints one when it starts");
        }
        String source = tokenFile == null ? "the environment's " + VARIABLE : tokenFile.toString();
        String token = (tokenFile == null ? String.valueOf(named) : firstLine(tokenFile)).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException(source + " holds no token: one is 'abatis_' and 43 letters, digits, '-' or '_'");
        }
        return token;
    }

    private static String firstLine(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return start.lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file. It should hold your token", e);
        }
    }

    /** How wide tables may be: the terminal's width, 0 where nobody looks. */
    static int width() {
        return Terminal.isPresent()
                ? CommandSpec.create().usageMessage().autoWidth(true).width()
                : 0;
    }
}
