package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.count.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KindsTest {

    /** Names of which many have the same hash code: {@code Aa} and {@code BB} have. */
    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder("GET /");
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return name.append(random.nextInt(3)).toString();
    }

    @Test
    void of_anyNames_isThePlaceAmongThem() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            Set<String> names = new LinkedHashSet<>();
            for (int i = random.nextInt(100); i > 0; i--) {
                names.add(name(random));
            }
            List<String> inOrder = new ArrayList<>(names);
            Kinds kinds = new Kinds(names);
            for (int i = 0; i < 100; i++) {
                String asked = name(random);
                int place = inOrder.indexOf(asked);
                assertThat(kinds.of(asked)).isEqualTo(place < 0 ? Window.UNNAMED : place);
            }
            inOrder.forEach(one -> assertThat(kinds.of(one)).isEqualTo(inOrder.indexOf(one)));
        }
    }

    @Test
    void of_asManyNamesAsThereMayBe_isFound() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Short.MAX_VALUE; i++) {
            names.add("GET /" + i);
        }
        Kinds kinds = new Kinds(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(kinds.of("GET /" + i)).isEqualTo(i);
        }
        assertThat(kinds.of("GET /x")).isEqualTo(Window.UNNAMED);
        assertThat(new Kinds(List.of()).of("GET /x")).isEqualTo(Window.UNNAMED);
    }
}
