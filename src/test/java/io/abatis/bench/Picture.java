package io.abatis.bench;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Plots below each other, as an SVG image that stands alone: on a page of its own, light or dark as its reader has it. Not thread-safe. */
final class Picture {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String STYLE = """
            svg{--page:#fff;--ink:#2b2f2c;--quiet:#4a524c;--rule:#e3e6e2;--one:#c2410c;--two:#1d5fa8;--three:#00795a}
            @media (prefers-color-scheme:dark){svg{--page:#141815;--ink:#e8ece8;--quiet:#b4bdb6;--rule:#333b35;
            --one:#fb8a4f;--two:#6cabf0;--three:#3cc79b}}
            .page{fill:var(--page)}text{fill:var(--quiet);font:13px system-ui,sans-serif}
            text.name{fill:var(--ink);font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}
            .grid{stroke:var(--rule)}.axis{stroke:var(--quiet)}path{fill:none;stroke-width:2.2;stroke-linejoin:round}
            path.line0{stroke:var(--one)}path.line1{stroke:var(--two)}path.line2{stroke:var(--three)}
            circle.line0,text.line0{fill:var(--one)}circle.line1,text.line1{fill:var(--two)}circle.line2,text.line2{fill:var(--three)}
            text.line0,text.line1,text.line2{font-weight:600}
            """;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private Picture() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * Draws.
     *
     * @param title what all plots are about
     * @param description the main figures in words, for those who cannot see the image
     */
    static String svg(String title, String description, List<Plot> plots) {
        try {
            Picture picture = new Picture();
            picture.draw(title, description, plots);
            return picture.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // it writes to memory
        }
    }

    private void draw(String title, String description, List<Plot> plots) throws XMLStreamException {
        double height = plots.size() * Plot.HEIGHT;
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace(NAMESPACE);
        attributes("viewBox", "0 0 " + number(Plot.WIDTH) + " " + number(height));
        attributes("role", "img", "aria-labelledby", "title desc");
        element("title", title, "id", "title");
        element("desc", description, "id", "desc");
        element("style", STYLE);
        element("rect", "", "width", number(Plot.WIDTH), "height", number(height), "class", "page");
        for (int i = 0; i < plots.size(); i++) {
            xml.writeStartElement("g");
            attributes("transform", "translate(0 " + number(i * Plot.HEIGHT) + ")");
            plots.get(i).draw(this);
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.flush();
    }

    void text(String words, double x, double y, String style) {
        write("text", words, "x", number(x), "y", number(y), "class", style);
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        write("line", "", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2), "class", style);
    }

    void dot(double x, double y, String style) {
        write("circle", "", "cx", number(x), "cy", number(y), "r", "3.5", "class", style);
    }

    void path(String data, String style) {
        write("path", "", "d", data, "class", style);
    }

    private void write(String name, String content, String... attributes) {
        try {
            element(name, content, attributes);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // it writes to memory
        }
    }

    private void element(String name, String content, String... attributes) throws XMLStreamException {
        if (content.isEmpty()) {
            xml.writeEmptyElement(name);
            attributes(attributes);
        } else {
            xml.writeStartElement(name);
            attributes(attributes);
            xml.writeCharacters(content);
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
