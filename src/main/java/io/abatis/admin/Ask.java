package io.abatis.admin;

import io.abatis.client.Ip;
import io.abatis.console.Console;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param request as it came
 * @param response what it is answered with
 * @param variables what stands in the path for the names in braces
 * @param consoles gives the console, or null while the filter is not in service
 */
record Ask(
        HttpServletRequest request,
        HttpServletResponse response,
        Map<String, String> variables,
        Supplier<? extends @Nullable Console> consoles) {

    private static final int LONGEST_NUMBER = 9;

    /**
     * What the operator can see and do.
     *
     * @throws Problem while the filter is not in service
     */
    Console console() throws Problem {
        Console console = consoles.get();
        if (console == null) {
            throw Problem.wait(503, "the filter is not in service", 1_000);
        }
        return console;
    }

    /** Who asks. */
    Who who() {
        return Who.of(request);
    }

    /** Who asks, by name. */
    String operator() {
        return who().operator().name();
    }

    /** A part of the path. */
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** The client that the path names. */
    Ip client() throws Problem {
        return client(variable("ip"));
    }

    /** The client that a text names. */
    Ip client(String text) throws Problem {
        Ip ip = Ip.parse(text);
        if (ip == null) {
            throw Problem.bad("the client is no IP address");
        }
        return console().client(ip);
    }

    /** A number from the query, or the usual one. */
    int number(String name, int usual, int least, int most) throws Problem {
        String text = request.getParameter(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1," + LONGEST_NUMBER + "}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw Problem.bad("'" + name + "' must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /** What was sent along. */
    Body body(String... known) throws IOException, Problem {
        return Body.of(request, Set.of(known));
    }

    /** Whether a table is wanted as CSV. */
    boolean wantsCsv() {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/csv") && !accept.contains("application/json");
    }
}
