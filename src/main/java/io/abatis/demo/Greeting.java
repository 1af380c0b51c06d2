package io.abatis.demo;

import jakarta.servlet.http.HttpServletRequest;
import org.owasp.encoder.Encode;

/**
 * Whom to greet.
 *
 * @param name any text of at most {@value #MAX_CODE_POINTS} code points: nothing in it is trusted
 */
record Greeting(String name) {

    static final int MAX_CODE_POINTS = 200;

    /** Reads the parameter {@code name}; where it is missing or blank, the world is greeted. */
    static Greeting of(HttpServletRequest request) throws BadInput {
        String name = request.getParameter("name");
        if (name == null || name.isBlank()) {
            return new Greeting("world");
        }
        if (name.codePointCount(0, name.length()) > MAX_CODE_POINTS) {
            throw BadInput.refused("A name may have at most " + MAX_CODE_POINTS + " characters.");
        }
        return new Greeting(name);
    }

    /** The name for HTML text. */
    String forHtml() {
        return Encode.forHtmlContent(name);
    }

    /** The name for a quoted HTML attribute. */
    String forAttribute() {
        return Encode.forHtmlAttribute(name);
    }

    /** The name for the inside of a quoted JavaScript string. */
    String forJavaScript() {
        return Encode.forJavaScript(name);
    }
}
