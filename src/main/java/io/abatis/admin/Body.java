package io.abatis.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object that came with a request; an empty one if nothing came. Its messages quote nothing of it. */
final class Body {

    static final int MOST_BYTES = 64 << 10;
    static final int LONGEST_NOTE = 300;

    private static final String TYPE = "application/json";

    private final @Nullable JsonNode object;

    private Body(@Nullable JsonNode object) {
        this.object = object;
    }

    /**
     * Reads it.
     *
     * @param known the fields that mean something here
     * @throws Problem if it is too large, no JSON object, or has other fields
     */
    static Body of(HttpServletRequest request, Set<String> known) throws IOException, Problem {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        if (bytes.length == 0) {
            return new Body(null);
        }
        String type = request.getContentType();
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
            throw new Problem(415, "the body must be " + TYPE);
        }
        JsonNode object = parse(bytes);
        if (!object.isObject()) {
            throw Problem.bad("the body is no JSON object");
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw Problem.bad("the body has an unknown field; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return new Body(object);
    }

    private static Problem tooLarge() {
        return new Problem(413, "the body is larger than " + MOST_BYTES + " bytes");
    }

    private static JsonNode parse(byte[] bytes) throws Problem {
        try {
            return Json.strict(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Problem.bad("the body is not UTF-8");
        } catch (JsonProcessingException e) {
            throw Problem.bad("the body is no JSON, says a key twice, or is nested too deep" + Json.where(e));
        }
    }

    /** A field that must be a text. */
    String text(String name) throws Problem {
        JsonNode value = value(name);
        if (value == null || !value.isTextual()) {
            throw Problem.bad("'" + name + "' is missing or no text");
        }
        return value.textValue();
    }

    /** A field that must be there, be it null. */
    @Nullable
    String textOrNull(String name) throws Problem {
        JsonNode value = value(name);
        if (value == null) {
            throw Problem.bad("'" + name + "' is missing");
        }
        return value.isNull() ? null : text(name);
    }

    /** A field that must be a whole number. */
    long whole(String name, long least, long most) throws Problem {
        JsonNode value = value(name);
        if (value == null
                || !value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw Problem.bad("'" + name + "' must be a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    /** The operator's words, perhaps none: at most {@value #LONGEST_NOTE} characters that can be seen, on one line. */
    String note() throws Problem {
        JsonNode value = value("note");
        if (value == null || value.isNull()) {
            return "";
        }
        String note = text("note");
        if (note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            throw Problem.bad("'note' is longer than " + LONGEST_NOTE + " characters");
        }
        if (!note.codePoints().allMatch(Body::isVisible)) {
            throw Problem.bad("'note' has control characters, or ones that hide or turn the direction of writing");
        }
        return note.strip();
    }

    /** The joiners are letters to some scripts. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> point == 0x200c || point == 0x200d;
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private @Nullable JsonNode value(String name) {
        return object == null ? null : object.get(name);
    }
}
