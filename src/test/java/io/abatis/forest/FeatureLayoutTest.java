package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.call.Outcome;
import io.abatis.count.Facet;
import io.abatis.count.Sighting;
import io.abatis.count.Window;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FeatureLayoutTest {

    static Map<String, Integer> calls() {
        Map<String, Integer> calls = new LinkedHashMap<>();
        calls.put("GET /b", -16);
        calls.put("GET /a", 32);
        return calls;
    }

    private static void record(Window window, int kind) {
        window.record(kind, Sighting.NONE, 0);
    }

    @Test
    void complete_windows_haveTheirColumnsInOrder() {
        assertThat(FeatureLayout.complete(calls(), Set.of(), 2, 8).columns())
                .extracting(Column::toString)
                .containsExactly(
                        "calls 2 GET /b",
                        "calls 2 GET /a",
                        "calls 8 GET /b",
                        "calls 8 GET /a",
                        "age",
                        "fresh",
                        "turned");
    }

    @Test
    void fill_window_writesEachColumnsValue() {
        FeatureLayout layout = FeatureLayout.complete(calls(), Set.of(), 2, 8);
        Window window = new Window(layout.shape());
        for (String call : List.of("GET /a", "GET /b", "GET /b")) {
            record(window, layout.kind(call));
        }
        int[] vector = new int[layout.size()];
        layout.fill(window, vector);

        assertThat(vector).containsExactly(2, 0, 2, 1, 3, 0, 0);
    }

    @Test
    void fill_longLife_stopsCountingAgeAt255() {
        FeatureLayout layout = FeatureLayout.complete(calls(), Set.of(), 2);
        Window window = new Window(layout.shape());
        int[] vector = new int[layout.size()];
        for (int i = 0; i < 300; i++) {
            record(window, 1);
        }
        layout.fill(window, vector);

        assertThat(vector).containsExactly(0, 2, 255, 256, 256);
    }

    @Test
    void fill_columnsInAnyOrder_areFilledInTheirs() {
        FeatureLayout layout = new FeatureLayout(
                calls(), List.of(Column.Overall.AGE, new Column.Calls(8, "GET /a"), new Column.Calls(2, "GET /b")));
        Window window = new Window(layout.shape());
        List.of(0, 1, 1, 1, 0).forEach(kind -> record(window, kind));
        int[] vector = new int[3];
        layout.fill(window, vector);

        assertThat(vector).containsExactly(5, 3, 1);
    }

    @Test
    void kind_unknownCall_isUnnamed() {
        assertThat(FeatureLayout.complete(calls(), Set.of(), 2).kind("GET /c")).isEqualTo(Window.UNNAMED);
    }

    @Test
    void new_badLayouts_areRefused() {
        Column age = Column.Overall.AGE;
        Column calls = new Column.Calls(2, "GET /a");
        assertRefused(calls(), List.of(calls, age, age), "twice");
        assertRefused(calls(), List.of(calls, new Column.Calls(2, "GET /c")), "not counted");
        assertRefused(calls(), List.of(age), "length");
        assertRefused(calls(), List.of(), "length");
        assertRefused(Map.of(), List.of(age), "0");
        assertRefused(Map.of("GET /a", 65), List.of(calls), "log-odds");
        assertRefused(Map.of("GET /a", -65), List.of(calls), "log-odds");
        assertRefused(Map.of("GET /a", Integer.MAX_VALUE), List.of(calls), "log-odds");
        assertRefused(Map.of("GET /a", Integer.MIN_VALUE), List.of(calls), "log-odds");
        assertRefused(Map.of(" ", 1), List.of(calls), "name");
        assertRefused(Map.of("GET /a\n", 1), List.of(calls), "name");
    }

    private static void assertRefused(Map<String, Integer> calls, List<Column> columns, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureLayout(calls, columns))
                .withMessageContaining(message);
    }

    @Test
    void equals_otherOrderOfCalls_isAnotherLayout() {
        Map<String, Integer> reversed = new LinkedHashMap<>();
        reversed.put("GET /a", 32);
        reversed.put("GET /b", -16);
        List<Column> columns = List.of(new Column.Calls(2, "GET /a"));

        assertThat(new FeatureLayout(calls(), columns))
                .isEqualTo(new FeatureLayout(calls(), columns))
                .hasSameHashCodeAs(new FeatureLayout(calls(), columns))
                .isNotEqualTo(new FeatureLayout(reversed, columns));
    }

    @Test
    void new_callersMap_isCopied() {
        Map<String, Integer> calls = calls();
        FeatureLayout layout = FeatureLayout.complete(calls, Set.of(), 2);
        calls.put("GET /c", 1);

        assertThat(layout.logOdds()).hasSize(2);
    }

    @Test
    void records_namesOnly_isForNamedCallsAlone() {
        FeatureLayout layout = FeatureLayout.complete(calls(), Set.of(), 2);
        assertThat(layout.records(layout.kind("GET /a"))).isTrue();
        assertThat(layout.records(layout.kind("GET /c"))).isFalse();
    }

    @Test
    void records_anyFacet_isForAllCalls() {
        for (Facet facet : Facet.values()) {
            assertThat(FeatureLayout.complete(calls(), Set.of(facet), 2).records(Window.UNNAMED))
                    .isTrue();
            assertThat(FeatureLayout.complete(Map.of(), Set.of(facet), 2).records(Window.UNNAMED))
                    .isTrue();
        }
    }

    /** Else calls to pages that the model has never heard of would thin out the window. */
    @Test
    void fill_namesAmongOtherCalls_areCountedAmongThemselves() {
        FeatureLayout layout = new FeatureLayout(
                calls(), List.of(new Column.Calls(2, "GET /a"), Column.parse("methods 2 read"), Column.Overall.AGE));
        Window window = new Window(layout.shape());
        int[] vector = new int[3];
        record(window, layout.kind("GET /a"));
        for (int i = 0; i < 9; i++) {
            record(window, layout.kind("GET /c"));
        }
        layout.fill(window, vector);
        assertThat(vector).containsExactly(1, 2, 10);
    }

    @Test
    void fill_namesAndOther_countsWhatTheModelDoesNotName() {
        FeatureLayout layout =
                new FeatureLayout(calls(), List.of(new Column.Calls(8, "GET /a"), Column.parse("other 8")));
        Window window = new Window(layout.shape());
        int[] vector = new int[2];
        for (String call : List.of("GET /a", "GET /random1", "GET /random2", "GET /(other)")) {
            record(window, layout.kind(call));
        }
        layout.fill(window, vector);
        assertThat(vector).containsExactly(1, 3);
    }

    @Test
    void complete_facetsAndWindows_haveTheirColumnsInOrder() {
        assertThat(FeatureLayout.complete(Map.of(), EnumSet.of(Facet.VARIETY, Facet.METHODS), 2, 8)
                        .columns())
                .extracting(Column::toString)
                .containsExactly(
                        "methods 2 read",
                        "methods 2 write",
                        "methods 2 other",
                        "distinct 2",
                        "top 2",
                        "methods 8 read",
                        "methods 8 write",
                        "methods 8 other",
                        "distinct 8",
                        "top 8",
                        "age");
    }

    @Test
    void complete_answersWithoutTiers_asksForNoTier() {
        assertThat(FeatureLayout.complete(Map.of(), EnumSet.of(Facet.ANSWERS), 4)
                        .columns())
                .contains(new Column.Answers(4, Outcome.NOT_FOUND))
                .noneMatch(column -> column instanceof Column.Strange || column instanceof Column.Routes);
        assertThat(FeatureLayout.complete(Map.of(), EnumSet.of(Facet.ANSWERS, Facet.RARITY), 4)
                        .columns())
                .contains(new Column.Strange(4, Outcome.NOT_FOUND));
    }

    @Test
    void shape_columns_keepsTheirFacetsAndNoOther() {
        for (Facet facet : Facet.values()) {
            FeatureLayout layout = FeatureLayout.complete(Map.of(), Set.of(facet), 4);
            for (Facet other : Facet.values()) {
                assertThat(layout.shape().keeps(other)).isEqualTo(other == facet);
            }
        }
    }
}
