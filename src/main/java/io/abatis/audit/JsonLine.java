package io.abatis.audit;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/** JSON on one line, of nothing but printable ASCII: what strangers say in it cannot end the line, move a cursor or turn the direction of writing. */
public final class JsonLine {

    private static final ConfigParseOptions JSON =
            ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setOriginDescription("line");

    private JsonLine() {}

    /**
     * Writes an object; its keys come in the order of their letters.
     *
     * @param object keys to texts, numbers, booleans, lists and maps of such; a number that is not finite becomes a text
     */
    public static String of(Map<String, ?> object) {
        String json = ConfigValueFactory.fromMap(object).render(ConfigRenderOptions.concise());
        StringBuilder line = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            // outside of texts JSON has nothing else, so that this is within one
            if (c >= ' ' && c <= '~') {
                line.append(c);
            } else {
                line.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            }
        }
        return line.toString();
    }

    private static char hex(int bits) {
        return Character.forDigit(bits & 15, 16);
    }

    /** A number as JSON can say it: whole ones without a point, and what is not finite as a text. */
    static Object number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return Double.isFinite(value) ? value : Double.toString(value);
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if it is anything else; the message does not quote it
     */
    static ConfigObject parse(String json) {
        try {
            return ConfigFactory.parseString(json, JSON).root();
        } catch (ConfigException | StackOverflowError e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
