package io.abatis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Tables for terminals. */
final class TextTableTest {

    private static List<String> lines(TextTable table, int width) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), width);
        return out.toString().lines().toList();
    }

    @Test
    void print_noTerminal_alignsAndCutsNothing() {
        TextTable table =
                new TextTable("A", "LONG", "B").row("1", "x".repeat(300), "2").row("333", "", "é");

        List<String> lines = lines(table, 0);

        assertThat(lines.get(1)).hasSize(3 + 2 + 300 + 2 + 1);
        assertThat(lines.get(2).indexOf('é')).isEqualTo(lines.get(0).indexOf("B"));
    }

    @Test
    void print_narrowTerminal_cutsTheWidestColumn() {
        TextTable table = new TextTable("CLIENT", "WHAT").row("192.0.2.7", "a long story about nothing at all");

        assertThat(lines(table, 30)).containsExactly("CLIENT     WHAT", "192.0.2.7  a long story about…");
    }

    @Test
    void row_wrongNumberOfCells_isRefused() {
        assertThatThrownBy(() -> new TextTable("A", "B").row("1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(seed = "1", tries = 300)
    void print_anything_fitsAndHoldsNothingThatATerminalActsUpon(
            @ForAll @Size(3) List<String> cells, @ForAll @IntRange(min = 28, max = 200) int width) {
        TextTable table = new TextTable("A", "B", "C").row(cells.toArray(String[]::new));

        List<String> lines = lines(table, width);

        assertThat(lines).hasSize(2);
        assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) <= width);
        assertThat(lines)
                .allMatch(line -> line.codePoints()
                        .noneMatch(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.SURROGATE));
    }
}
