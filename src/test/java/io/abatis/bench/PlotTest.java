package io.abatis.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.abatis.bench.Line.Dot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is drawn is well-formed, and stands where it should. */
final class PlotTest {

    private static final Axis CLIENTS = Axis.log("clients", DoubleStream.of(1_000, 1_000_000));
    private static final Axis NANOS = Axis.rounded("nanoseconds", DoubleStream.of(1_800));

    /** An image that a parser has taken. */
    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static Document drawn(Line... lines) throws Exception {
        return parsed(Picture.svg("A title", "Words.", List.of(new Plot("A plot", CLIENTS, NANOS, List.of(lines)))));
    }

    private static List<Element> all(Document image, String name) {
        NodeList found = image.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document image) {
        return all(image, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void svg_ofAPlot_isAnImageWithTitleUnitsTicksAndNames() throws Exception {
        Document image = drawn(new Line("ours", List.of(new Dot(1_000, 200), new Dot(1_000_000, 1_800))));
        assertThat(image.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(image.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(all(image, "title").get(0).getTextContent()).isEqualTo("A title");
        assertThat(texts(image))
                .contains("A plot", "clients", "nanoseconds", "ours", "1,000", "10,000", "1,000,000", "500", "2,000");
    }

    @Test
    void svg_ofAnything_hasAPageOfItsOwnForBothColourSchemes() {
        assertThat(Picture.svg("A title", "Words.", List.of())).contains("prefers-color-scheme:dark", "class=\"page\"");
    }

    @Test
    void svg_namesWithMarkup_areText() throws Exception {
        String name = "a < b & \"c\" > 'd'";
        Plot plot = new Plot(name, CLIENTS, NANOS, List.of(new Line(name, List.of(new Dot(1_000, 1, name)))));
        Document image = parsed(Picture.svg(name, name, List.of(plot)));
        assertThat(texts(image).stream().filter(name::equals)).hasSize(3);
        assertThat(all(image, "title").get(0).getTextContent()).isEqualTo(name);
        assertThat(all(image, "desc").get(0).getTextContent()).isEqualTo(name);
    }

    @Test
    void svg_withoutLinesOrDots_isTheAxesAlone() throws Exception {
        assertThat(all(drawn(), "path")).isEmpty();
        Document image = drawn(new Line("ours", List.of()));
        assertThat(all(image, "path")).isEmpty();
        assertThat(texts(image)).contains("clients").doesNotContain("ours");
    }

    @Test
    void svg_oneDot_isDrawnAndNamed() throws Exception {
        Document image = drawn(new Line("ours", List.of(new Dot(1_000, 200))));
        assertThat(all(image, "circle")).hasSize(1);
        assertThat(texts(image)).contains("ours");
    }

    @Test
    void svg_valuesThatAreNone_areGaps() throws Exception {
        Document image = drawn(new Line(
                "ours",
                List.of(
                        new Dot(1_000, 200),
                        new Dot(10_000, Double.NaN),
                        new Dot(100_000, 300),
                        new Dot(1_000_000, Double.POSITIVE_INFINITY))));
        assertThat(all(image, "circle")).hasSize(2);
        String path = all(image, "path").get(0).getAttribute("d");
        assertThat(path.chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(path).doesNotContain("L", "NaN", "Infinity");
    }

    @Test
    void svg_linesThatEndTogether_haveNamesApart() throws Exception {
        List<Dot> same = List.of(new Dot(1_000, 0), new Dot(1_000_000, 1));
        Document image = drawn(new Line("one", same), new Line("two", same), new Line("three", same));
        double[] heights = all(image, "text").stream()
                .filter(text -> text.getAttribute("class").startsWith("line"))
                .mapToDouble(text -> Double.parseDouble(text.getAttribute("y")))
                .sorted()
                .toArray();
        assertThat(heights).hasSize(3);
        assertThat(heights[1] - heights[0]).isGreaterThanOrEqualTo(14);
        assertThat(heights[2] - heights[1]).isGreaterThanOrEqualTo(14);
    }

    @Test
    void log_decades_areEquallyFarApart() {
        assertThat(CLIENTS.ticks()).containsExactly(1e3, 1e4, 1e5, 1e6);
        assertThat(CLIENTS.share(1e4)).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void log_narrowRange_hasMarksWithinIt() {
        assertThat(Axis.log("nodes", DoubleStream.of(13, 140)).ticks()).containsExactly(20.0, 30.0, 50.0, 70.0, 100.0);
    }

    @Test
    void log_nothingAboveZero_hasARangeAllTheSame() {
        Axis axis = Axis.log("nodes", DoubleStream.of(0, -1, Double.NaN));
        assertThat(axis.least()).isPositive();
        assertThat(axis.shows(0)).isFalse();
        assertThat(axis.shows(Double.NaN)).isFalse();
    }

    @Test
    void rounded_anyValues_endsAtARoundOneAboveThem() {
        assertThat(Axis.rounded("ns", DoubleStream.of(812, 1_450)).ticks())
                .containsExactly(0.0, 500.0, 1_000.0, 1_500.0);
        assertThat(Axis.rounded("ms", DoubleStream.of(.03)).most()).isBetween(.03, .04);
        assertThat(Axis.rounded("ns", DoubleStream.of(Double.NaN)).most()).isPositive();
        assertThat(Axis.rounded("ns", DoubleStream.empty()).most()).isPositive();
    }

    @Test
    void exact_oneValue_endsThere() {
        assertThat(Axis.exact("minutes", DoubleStream.of(30)).most()).isEqualTo(30);
        assertThat(Axis.exact("minutes", DoubleStream.of(30)).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0);
    }

    @Test
    void share_rangeOfOneValue_isTheMiddle() {
        assertThat(Axis.log("nodes", DoubleStream.of(7)).share(7)).isEqualTo(.5);
    }

    @Test
    void scaling_whatWasMeasured_isDrawnAndToldInWords() throws Exception {
        Figure figure = new Figure(List.of(1_200.0));
        Map<String, String> images = ScalingPlots.of(
                Map.of(Plan.scaled(Contender.DOS, 10_000).name(), new Measured(figure, null, null)),
                Map.of("scaling.trees.100.full", figure, "scaling.trees.400.full", new Figure(List.of(4_800.0))));
        assertThat(images).hasSize(4);
        for (String image : images.values()) {
            parsed(image);
        }
        assertThat(images.get("scaling-clients.svg")).contains("DoSFilter, nanoseconds: 1,200 at 10,000");
        assertThat(images.get("scaling-trees.svg")).contains("1,200 at 100, 4,800 at 400");
        assertThat(all(parsed(images.getOrDefault("scaling-columns.svg", "")), "circle"))
                .isEmpty();
    }
}
