package io.abatis.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How things are written as JSON here, and read. */
final class Json {

    /** Nobody has to nest deeper than this. */
    private static final int DEEPEST = 5;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Thread-safe as long as nobody configures it further. */
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectMapper OWN = new ObjectMapper();

    private Json() {}

    /** Maps, lists, texts, numbers, nulls and nodes as JSON in UTF-8. */
    static byte[] bytes(Object value) {
        try {
            return OWN.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what a stranger has written.
     *
     * @throws JsonProcessingException if it is no JSON, says a key twice, is nested too deep, or goes on after its end
     */
    static JsonNode strict(String text) throws JsonProcessingException {
        return STRICT.readTree(text);
    }

    /** Reads what we have written ourselves; null if it is no JSON after all. */
    static @Nullable JsonNode own(String text) {
        try {
            return OWN.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Where reading stopped, in words that quote nothing. */
    static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** A time, ISO-8601 in UTC with milliseconds. */
    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** A kind of something. */
    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Long> words(Map<? extends Enum<?>, Long> figures) {
        Map<String, Long> words = new LinkedHashMap<>();
        figures.forEach((kind, figure) -> words.put(word(kind), figure));
        return words;
    }
}
