package io.abatis.load;

import java.util.Locale;
import org.owasp.encoder.Encode;

/**
 * Markup under construction: every text and every attribute value is encoded on its way in. The result is HTML that is
 * well-formed XML as well. Not thread-safe.
 */
final class Markup {

    private final StringBuilder text = new StringBuilder();

    /** Opens an element; the attributes are names and values by turns. */
    Markup open(String element, Object... attributes) {
        tag(element, attributes);
        text.append('>');
        return this;
    }

    /** An element without content. */
    Markup empty(String element, Object... attributes) {
        tag(element, attributes);
        text.append("/>");
        return this;
    }

    /** An element whose content is this text. */
    Markup element(String element, String content, Object... attributes) {
        return open(element, attributes).text(content).close(element);
    }

    Markup text(String content) {
        text.append(Encode.forHtml(content));
        return this;
    }

    Markup close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    Markup line() {
        text.append('\n');
        return this;
    }

    /** Markup that was written by hand; never anything that came from outside. */
    Markup raw(String trusted) {
        text.append(trusted);
        return this;
    }

    private void tag(String element, Object... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1] instanceof Double number
                    ? String.format(Locale.ROOT, "%.1f", number)
                    : String.valueOf(attributes[i + 1]);
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(Encode.forHtmlAttribute(value)).append('"');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
