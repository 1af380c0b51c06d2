package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PopularitySnapshotTest {

    private static final long SECRET = 7;

    private static Popularity taught(long seed, int lessons) {
        Popularity popularity = new Popularity(SECRET);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < lessons; i++) {
            teach(popularity, random);
        }
        return popularity;
    }

    private static void teach(Popularity popularity, SplittableRandom random) {
        popularity.learn(call(random), random.nextInt(4) == 0 ? Outcome.NOT_FOUND : Outcome.SUCCESS);
    }

    private static Call call(SplittableRandom random) {
        return new Call(Ip.ofV4(random.nextInt(1_000)), "GET /" + random.nextInt(200), 0);
    }

    /** Enough that generations end. */
    @Test
    void restored_anything_goesOnAsTheOriginal() {
        Popularity original = taught(1, 150_000);
        Popularity restored = Popularity.restored(original.bytes(), SECRET);
        assertThat(restored.learned()).isEqualTo(original.learned());
        SplittableRandom one = new SplittableRandom(2);
        SplittableRandom same = new SplittableRandom(2);
        SplittableRandom calls = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            teach(original, one);
            teach(restored, same);
            Call call = call(calls);
            assertThat(restored.sight(call)).isEqualTo(original.sight(call));
        }
        assertThat(restored.bytes()).isEqualTo(original.bytes());
    }

    @Test
    void bytes_nothingLearned_areFew() {
        assertThat(new Popularity(SECRET).bytes()).hasSizeLessThan(10_000);
        assertThat(Popularity.restored(new Popularity(SECRET).bytes(), SECRET).learned())
                .isZero();
    }

    @Test
    void restored_anotherSecret_isRefused() {
        byte[] bytes = taught(1, 100).bytes();
        assertThatThrownBy(() -> Popularity.restored(bytes, SECRET + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another secret");
    }

    @Property(seed = "1", tries = 300)
    void restored_damaged_isRefusedOrWhole(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = taught(5, 300).bytes();
        byte[] bytes =
                random.nextBoolean() ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        if (bytes.length == whole.length) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        try {
            assertThat(Popularity.restored(bytes, SECRET).bytes())
                    .isEqualTo(whole); // some bits of a deflated stream mean nothing
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("snapshot");
        }
    }
}
