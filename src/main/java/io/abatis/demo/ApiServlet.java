package io.abatis.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lending library's API at {@code /api/*}: fourteen routes, from often used to rarely. Thread-safe. */
public final class ApiServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    /** Path info to answer; filled once by {@link #init}, only read after that. */
    private final HashMap<String, byte[]> answers = new HashMap<>();

    /** Made by the container. */
    public ApiServlet() {}

    /** Serialises the answers: the library does not change while the demo runs. */
    @Override
    public void init() {
        for (Library.Route route : Library.ROUTES) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("route", route.name());
            answer.put("about", route.about());
            answer.put("data", route.data());
            try {
                answers.put("/" + route.name(), Reply.json(answer));
            } catch (IOException impossible) {
                throw new IllegalStateException("route " + route.name(), impossible);
            }
        }
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws BadInput, IOException {
        byte[] answer = answers.get(request.getPathInfo());
        if (answer == null) {
            throw BadInput.absent("The library has no such route.");
        }
        Reply.send(response, 200, "application/json", answer);
    }
}
