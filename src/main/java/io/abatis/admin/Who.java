package io.abatis.admin;

import io.abatis.admin.Operators.Operator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is.
 *
 * @param operator who asks
 * @param session the session of a browser; null for one who brings the token with each request
 */
record Who(Operator operator, @Nullable Session session) {

    private static final String ATTRIBUTE = "io.abatis.admin.who";

    /** Notes it for those who come later. */
    void noteIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** As it was noted; there is always somebody behind the door. */
    static Who of(HttpServletRequest request) {
        return (Who) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "nobody has passed the door");
    }
}
