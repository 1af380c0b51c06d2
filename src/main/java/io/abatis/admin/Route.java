package io.abatis.admin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a method and a path.
 *
 * @param method GET stands for HEAD, too
 * @param path segments, of which those in braces stand for any
 */
record Route(String method, String path, Handler handler) {

    /** Does it. */
    interface Handler {
        Answer answer(Ask ask) throws IOException, Problem;
    }

    /** What a path says for the names in braces; null if it is another path. */
    @Nullable
    Map<String, String> match(String asked) {
        List<String> own = List.of(path.split("/", -1));
        List<String> others = List.of(asked.split("/", -1));
        if (own.size() != others.size()) {
            return null;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            String segment = own.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), others.get(i));
            } else if (!segment.equals(others.get(i))) {
                return null;
            }
        }
        return variables;
    }
}
