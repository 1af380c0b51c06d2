package io.abatis.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads scenario files, in HOCON. */
public final class ScenarioReader {

    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_GROUPS = 100;
    private static final String EXAMPLE = "groups = [{ name = users, clients { user = 16 }, rate = 20 }]";

    private ScenarioReader() {}

    /**
     * Reads a file. What it says is all there is: nothing is included, and the environment is not looked at.
     *
     * @throws ScenarioException naming the file and everything that is wrong with it, with line, key and remedy
     * @throws IOException if the file cannot be read
     */
    public static Scenario read(Path file) throws ScenarioException, IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name a file in it");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new ScenarioException(file.toString(), List.of("it is larger than 1 MB: that is no scenario"));
        }
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ScenarioException(file.toString(), List.of("it is no text in UTF-8: save it as such"));
        }
    }

    /** Reads the text of a file. */
    static Scenario parse(String name, String text) throws ScenarioException {
        List<String> problems = new ArrayList<>();
        try {
            Config config = ConfigFactory.parseReader(
                            new StringReader(text),
                            ConfigParseOptions.defaults()
                                    .setSyntax(ConfigSyntax.CONF)
                                    .setOriginDescription("file")
                                    .setIncluder(new NoIncludes()))
                    .resolve(ConfigResolveOptions.noSystem());
            Scenario scenario = scenario(name, new Section("", config.root(), problems), problems);
            if (problems.isEmpty()) {
                return scenario;
            }
        } catch (ConfigException e) {
            problems.add(message(e));
        } catch (StackOverflowError e) {
            problems.add("it is nested too deeply");
        }
        throw new ScenarioException(name, problems);
    }

    private static Scenario scenario(String name, Section root, List<String> problems) {
        root.onlyKeys("about", "duration", "behaviours", "groups");
        String about = root.text("about", "about = \"What it shows.\"");
        Duration duration = root.requiredTime("duration", LoadPlan.MIN_DURATION);
        BehaviourReader behaviours = BehaviourReader.builtIn();
        Section own = root.section("behaviours", "behaviours { }");
        if (own != null) {
            behaviours.add(own);
        }
        GroupReader reader = new GroupReader(behaviours, duration == null ? LoadPlan.MAX_DURATION : duration);
        List<Group> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long clients = 0;
        for (Section section : root.list("groups", EXAMPLE)) {
            Group group = reader.read(section);
            if (group == null) {
                continue;
            }
            if (!names.add(group.name())) {
                section.problem("name", "'" + group.name() + "' is another group's: choose another name");
            }
            clients += group.count();
            groups.add(group);
        }
        if (clients > Scenario.MOST_CLIENTS) {
            root.problem(
                    "groups", clients + " clients are too many: write at most " + Scenario.MOST_CLIENTS + " in all");
        }
        if (groups.size() > MOST_GROUPS) {
            root.problem("groups", groups.size() + " groups are too many: write at most " + MOST_GROUPS);
        }
        return problems.isEmpty() && duration != null
                ? new Scenario(name, about == null ? "" : about, duration, groups)
                : new Scenario(name, "", LoadPlan.MIN_DURATION, List.of());
    }

    /** The parser's message begins with where it is: the text's made-up name and the line. */
    private static String message(ConfigException e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        String line = text.replaceFirst("^file: (\\d+): ", "line $1: ");
        return line.equals(text) && e.origin() != null && e.origin().lineNumber() > 0
                ? "line " + e.origin().lineNumber() + ": " + text
                : line;
    }
}
