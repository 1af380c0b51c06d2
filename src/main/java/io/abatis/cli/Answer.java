package io.abatis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of what an admin server answered, read by what it must be. Texts are as the server sent them: make them {@link Printable}.
 *
 * @param server whose answer, for messages
 * @param node the part
 */
record Answer(String server, JsonNode node) {

    /** A part of it that must be there, of whatever type. */
    Answer part(String field) throws IOException {
        JsonNode part = node.get(field);
        if (part == null) {
            throw strange(field, "there");
        }
        return new Answer(server, part);
    }

    /** Whether a part is there and not null. */
    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A text. */
    String text(String field) throws IOException {
        JsonNode part = part(field).node;
        if (!part.isTextual()) {
            throw strange(field, "a text");
        }
        return part.textValue();
    }

    /** A text, or nothing where there is none. */
    String textOrEmpty(String field) throws IOException {
        return has(field) ? text(field) : "";
    }

    /** A number. */
    double number(String field) throws IOException {
        JsonNode part = part(field).node;
        if (!part.isNumber()) {
            throw strange(field, "a number");
        }
        return part.doubleValue();
    }

    /** A whole number. */
    long whole(String field) throws IOException {
        JsonNode part = part(field).node;
        if (!part.isIntegralNumber() || !part.canConvertToLong()) {
            throw strange(field, "a whole number");
        }
        return part.longValue();
    }

    /** Yes or no. */
    boolean is(String field) throws IOException {
        JsonNode part = part(field).node;
        if (!part.isBoolean()) {
            throw strange(field, "true or false");
        }
        return part.booleanValue();
    }

    /** A list of objects. */
    List<Answer> list(String field) throws IOException {
        JsonNode part = part(field).node;
        if (!part.isArray()) {
            throw strange(field, "a list");
        }
        List<Answer> list = new ArrayList<>();
        for (JsonNode one : part) {
            if (!one.isObject()) {
                throw strange(field, "a list of objects");
            }
            list.add(new Answer(server, one));
        }
        return list;
    }

    private IOException strange(String field, String wanted) {
        return new IOException(server + " is not an admin server of Abatis, or another version of one: '" + field
                + "' in its answer is not " + wanted);
    }
}
