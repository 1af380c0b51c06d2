package io.abatis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.count.Sighting;
import io.abatis.count.Window;
import io.abatis.forest.Column;
import io.abatis.forest.FeatureLayout;
import io.abatis.training.Samples.Sample;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    private static final FeatureLayout LAYOUT =
            new FeatureLayout(Map.of("a", 8), List.of(new Column.Calls(4_096, "a"), Column.Overall.TURNED));

    private static List<Sample> samples(int before, List<String> life, int first) {
        Samples samples = new Samples(LAYOUT);
        samples.add(
                new Life(
                        Collections.nCopies(before, PastCall.named("a")),
                        life.stream().map(PastCall::named).toList()),
                first,
                true);
        return samples.all();
    }

    private static List<Integer> points(List<Sample> samples) {
        return samples.stream().map(sample -> (int) sample.vector()[0]).toList();
    }

    @Test
    void add_life_isSampledAtPointsFurtherAndFurtherApart() {
        List<Sample> samples = samples(0, Collections.nCopies(30, "a"), 1);

        assertThat(points(samples)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26);
        assertThat(samples).extracting(Sample::weight).startsWith(1.0, 1.0).endsWith(2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 5.0);
        assertThat(samples).allMatch(Sample::malicious);
    }

    @Test
    void add_before_isLivedButNotSampled() {
        assertThat(points(samples(100, Collections.nCopies(5, "a"), 3))).containsExactly(103, 104, 105);
        assertThat(samples(100, List.of("a", "a"), 3)).isEmpty();
    }

    @Test
    void add_uncountedCalls_areNoPoints() {
        assertThat(points(samples(0, List.of("x", "a", "x", "x", "a", "x"), 1))).containsExactly(1, 2);
        assertThat(samples(0, List.of("x", "x"), 1)).isEmpty();
    }

    @Test
    void add_vectors_areThoseOfTheWindowAtThatPoint() {
        FeatureLayout layout = FeatureLayout.complete(Map.of("a", 8), Set.of(), 2, 4);
        Samples samples = new Samples(layout);
        samples.add(Life.of(Collections.nCopies(9, PastCall.named("a"))), 1, false);
        Window window = new Window(layout.shape());
        int[] vector = new int[layout.size()];

        assertThat(samples.all()).hasSize(9).noneMatch(Sample::malicious);
        for (Sample sample : samples.all()) {
            window.record(layout.kind("a"), Sighting.NONE, 0);
            layout.fill(window, vector);
            assertThat(sample.vector())
                    .containsExactly(Arrays.stream(vector).asDoubleStream().toArray());
        }
    }

    /** Every counted call from the first point on weighs one; only the last sample also stands for calls after the life's end. */
    @Property(tries = 200)
    void add_anyLife_weighsItsCountedCallsAndLessThanOneStepMore(
            @ForAll @IntRange(min = 1, max = 600) int calls,
            @ForAll @IntRange(min = 1, max = 5) int first,
            @ForAll @IntRange(min = 1, max = 4) int every) {
        List<String> life = IntStream.range(0, calls)
                .mapToObj(i -> i % every == 0 ? "a" : "x")
                .toList();
        int counted = (calls + every - 1) / every;
        List<Sample> samples = samples(0, life, first);
        if (counted < first) {
            assertThat(samples).isEmpty();
            return;
        }
        double next = first;
        for (Sample sample : samples) {
            assertThat(sample.vector()[0]).isEqualTo(next);
            next += sample.weight();
        }
        double last = samples.get(samples.size() - 1).weight();
        assertThat(next - 1).isBetween((double) counted, counted + last - 1);
    }
}
