package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.count.ClientTable;
import io.abatis.count.Facet;
import io.abatis.count.Popularity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProfilesTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final FeatureLayout LAYOUT = new FeatureLayout(
            Map.of(),
            List.of(
                    Column.parse("answers 4 not-found"),
                    Column.parse("answers 4 success"),
                    Column.parse("routes 4 never"),
                    Column.Overall.AGE));

    private final Popularity popularity = new Popularity(1);
    private final int[] vector = new int[LAYOUT.size()];

    private Profiles profiles(FeatureLayout layout, int warmUp) {
        return new Profiles(layout, new ClientTable(64, layout.shape(), 1), popularity, warmUp);
    }

    private static Call call(String name) {
        return call(CLIENT, name);
    }

    private static Call call(Ip client, String name) {
        return new Call(client, name, 0);
    }

    @Test
    void answer_countedCall_countsFromTheNextCallOn() {
        Profiles profiles = profiles(LAYOUT, 0);
        assertThat(profiles.count(call("GET /a"), -1, LAYOUT.readout(), vector)).isEqualTo(1);
        assertThat(vector).containsExactly(0, 0, 1, 1);
        profiles.answer(call("GET /a"), Outcome.NOT_FOUND);
        assertThat(vector).containsExactly(0, 0, 1, 1);
        assertThat(profiles.count(call("GET /a"), -1, LAYOUT.readout(), vector)).isEqualTo(2);
        assertThat(vector).containsExactly(1, 0, 2, 2);
        profiles.answer(call("GET /a"), Outcome.SUCCESS);
        assertThat(profiles.vector(CLIENT, vector)).isEqualTo(2);
        assertThat(vector).containsExactly(1, 1, 2, 2);
    }

    @Test
    void answer_clientThatIsNotTracked_createsAndTeachesNothing() {
        Profiles profiles = profiles(LAYOUT, 0);
        profiles.answer(call("GET /a"), Outcome.SUCCESS);
        assertThat(profiles.size()).isZero();
        assertThat(popularity.learned()).isZero();
        assertThat(profiles.vector(CLIENT, vector)).isZero();
        assertThat(vector).containsOnly(0);
    }

    @Test
    void answer_forgottenMeanwhile_isDropped() {
        Profiles profiles = profiles(LAYOUT, 0);
        profiles.count(call("GET /a"), -1, LAYOUT.readout(), vector);
        profiles.forget(CLIENT);
        profiles.answer(call("GET /a"), Outcome.SUCCESS);
        assertThat(profiles.size()).isZero();
        assertThat(popularity.learned()).isZero();
    }

    @Test
    void count_warmingUp_countsNobodyAndLearns() {
        Profiles profiles = profiles(LAYOUT, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(profiles.isWarmingUp()).isTrue();
            assertThat(profiles.count(call("GET /" + i), -1, LAYOUT.readout(), vector))
                    .isZero();
            profiles.answer(call("GET /" + i), Outcome.SUCCESS);
            profiles.answer(call("GET /" + i), Outcome.SUCCESS);
            profiles.answer(call("GET /lost/" + i), Outcome.NOT_FOUND);
        }
        assertThat(vector).containsOnly(0);
        assertThat(profiles.size()).isZero();
        assertThat(profiles.isWarmingUp()).isFalse();
        assertThat(profiles.count(call("GET /0"), -1, LAYOUT.readout(), vector)).isEqualTo(1);
    }

    @Test
    void isWarmingUp_namesOnly_isNeverSoAndNothingIsLearned() {
        FeatureLayout names = FeatureLayout.complete(Map.of("GET /a", 3), Set.of(), 2);
        Profiles profiles = profiles(names, 1_000);
        assertThat(profiles.isWarmingUp()).isFalse();
        int[] own = new int[names.size()];
        assertThat(profiles.count(call("GET /a"), -1, names.readout(), own)).isEqualTo(1);
        assertThat(profiles.count(call("GET /b"), -1, names.readout(), own)).isZero();
        profiles.answer(call("GET /a"), Outcome.SUCCESS);
        assertThat(own).containsExactly(1, 1, 3, 3);
        assertThat(popularity.learned()).isZero();
    }

    /** One client alone could fill the memory, and make the site forget all others. */
    @Test
    void answer_clientOfVeryManyRoutes_teachesNoMoreThanItsShare() {
        Profiles profiles = profiles(LAYOUT, 0);
        for (int i = 0; i < 3 * Popularity.TEACHING_CALLS; i++) {
            profiles.count(call("GET /" + i), -1, LAYOUT.readout(), vector);
            profiles.answer(call("GET /" + i), Outcome.SUCCESS);
        }
        assertThat(popularity.learned()).isBetween(Popularity.TEACHING_CALLS - 2, Popularity.TEACHING_CALLS);
        Ip other = Ip.of("192.0.2.2");
        profiles.count(call(other, "GET /x"), -1, LAYOUT.readout(), vector);
        profiles.answer(call(other, "GET /x"), Outcome.SUCCESS);
        assertThat(popularity.learned()).isBetween(Popularity.TEACHING_CALLS - 1, Popularity.TEACHING_CALLS + 1);
    }

    @Test
    void count_allFacets_isTheWindowsVector() {
        FeatureLayout all = FeatureLayout.complete(Map.of("GET /a", 3), Set.of(Facet.values()), 2, 8);
        Profiles profiles = profiles(all, 0);
        int[] counted = new int[all.size()];
        int[] present = new int[all.size()];
        for (int i = 0; i < 40; i++) {
            Call call = call(Ip.ofV4(i % 3), "GET /" + (char) ('a' + i % 4));
            long calls = profiles.count(call, -1, all.readout(), counted);
            assertThat(profiles.vector(call.client(), present)).isEqualTo(calls).isEqualTo(i / 3 + 1);
            assertThat(present).containsExactly(counted);
            profiles.answer(call, Outcome.of(i % 2 == 0 ? 200 : 404));
        }
        assertThat(profiles.size()).isEqualTo(3);
    }
}
