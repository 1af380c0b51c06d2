package io.abatis.demo;

import io.abatis.demo.CommandRunner.End;
import io.abatis.demo.CommandRunner.Limits;
import io.abatis.demo.CommandRunner.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /command?name=&arg=}: runs one of a few programs with an argument list, never through a shell. Thread-safe.
 *
 * <p>The context attribute {@value #COMMANDS} may hold another list of commands.
 */
public final class CommandServlet extends ReadOnlyServlet {

    static final String COMMANDS = "io.abatis.demo.commands";
    static final Limits LIMITS = new Limits(Duration.ofSeconds(2), 16 * 1024, 4);

    private static final long serialVersionUID = 1L;

    // Set once by init, before the first request.
    private transient Map<String, Command> commands = Map.of();
    private transient @Nullable CommandRunner runner;

    /** Made by the container. */
    public CommandServlet() {}

    @Override
    public void init() {
        Map<String, Command> table = new LinkedHashMap<>();
        List<?> given = getServletContext().getAttribute(COMMANDS) instanceof List<?> list ? list : Command.installed();
        for (Object each : given) {
            Command command = (Command) each;
            table.put(command.name(), command);
        }
        commands = table;
        runner = new CommandRunner(LIMITS);
    }

    @Override
    public void destroy() {
        if (runner != null) {
            runner.close();
        }
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException {
        String name = nonEmpty(request.getParameter("name"));
        String argument = nonEmpty(request.getParameter("arg"));
        if (name == null && argument == null) {
            page(null, null, null).send(request, response, 200);
            return;
        }
        Command command = command(name);
        ConfinedFolder folder = SampleFiles.in(getServletContext());
        if (!command.argument().allows(argument, folder)) {
            throw BadInput.refused("Nothing was run: " + command.name() + " takes "
                    + command.argument().words() + ".");
        }
        Optional<Result> result = runner == null ? Optional.empty() : runner.run(command.with(argument), folder.root());
        if (result.isEmpty()) {
            response.setHeader("Retry-After", "2");
            Reply.problem(request, response, 503, "Nothing was run: too many programs are running already.");
        } else if (Reply.wantsJson(request)) {
            Reply.json(response, result.get());
        } else {
            page(command, argument, result.get()).send(request, response, 200);
        }
    }

    private Command command(@Nullable String name) throws BadInput {
        Command command = name == null ? null : commands.get(name);
        if (command == null) {
            throw BadInput.refused(
                    "Nothing was run: the commands are " + String.join(", ", commands.keySet()) + ", and no others.");
        }
        return command;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private Page page(@Nullable Command command, @Nullable String argument, @Nullable Result result) {
        Page page = new Page("Command")
                .markup("<h1>Command</h1><p class=\"lead\">A fixed list of programs, each started with a list of "
                        + "arguments: no shell reads them, so none can be tricked.</p>");
        form(page, command == null ? "date" : command.name(), argument == null ? "" : argument);
        if (command != null && result != null) {
            page.markup("<h2>Result</h2><p>")
                    .text(end(result))
                    .markup("</p><pre class=\"card output\" tabindex=\"0\">");
            page.text(result.output()).markup("</pre>");
        }
        page.markup("<h2>What can be run</h2><div class=\"card table\"><table><thead><tr><th scope=\"col\">Name</th>"
                + "<th scope=\"col\">Does</th><th scope=\"col\">Takes</th></tr></thead><tbody>");
        for (Command each : commands.values()) {
            page.markup("<tr><td><code>").text(each.name()).markup("</code></td><td>");
            page.text(each.about()).markup("</td><td>");
            page.text(each.argument().words()).markup("</td></tr>");
        }
        return page.markup("</tbody></table></div>");
    }

    private void form(Page page, String chosen, String argument) {
        page.markup("<form class=\"card form\" action=\"command\"><div class=\"pair\"><div>"
                + "<label for=\"name\">Program</label><select id=\"name\" name=\"name\">");
        for (String name : commands.keySet()) {
            page.markup(name.equals(chosen) ? "<option selected>" : "<option>")
                    .text(name)
                    .markup("</option>");
        }
        page.markup("</select></div><div><label for=\"arg\">Argument</label><div class=\"field\">"
                        + "<input id=\"arg\" name=\"arg\" maxlength=\"100\" value=\"")
                .attribute(argument)
                .markup("\"><button>Run</button></div></div></div></form>");
    }

    private static String end(Result result) {
        if (result.end() == End.TIME) {
            return "It took too long and was ended.";
        }
        return result.end() == End.OUTPUT
                ? "It wrote too much and was ended: output cut."
                : "Exit code " + result.exit() + ".";
    }
}
