package io.abatis.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is learned outlives a restart. */
final class PopularitySnapshotFuzzTest {

    private static final long SECRET = 42;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final byte[] VALID = taught(3_000, 1).bytes();

    private static Popularity taught(int calls, long seed) {
        Popularity popularity = new Popularity(SECRET);
        teach(popularity, calls, new SplittableRandom(seed));
        return popularity;
    }

    private static void teach(Popularity popularity, int calls, SplittableRandom random) {
        for (int i = 0; i < calls; i++) {
            popularity.learn(call(random), OUTCOMES.get(random.nextInt(OUTCOMES.size())));
        }
    }

    private static Call call(SplittableRandom random) {
        return new Call(Ip.ofV4(random.nextInt(500)), "GET /" + random.nextInt(1 + random.nextInt(200)), 0);
    }

    private static void assertSame(Popularity one, Popularity other) {
        assertThat(one.learned()).isEqualTo(other.learned());
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            Call call = call(random);
            assertThat(one.sight(call)).isEqualTo(other.sight(call));
        }
        assertThat(one.bytes()).isEqualTo(other.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 300_000})
    void restored_taught_saysTheSameAndGoesOnTheSame(int calls) {
        Popularity one = taught(calls, 1);
        Popularity other = Popularity.restored(one.bytes(), SECRET);
        assertSame(other, one);
        teach(one, 5_000, new SplittableRandom(2));
        teach(other, 5_000, new SplittableRandom(2));
        assertSame(other, one);
    }

    /** Over the end of a generation, when all is halved. */
    @Test
    void restored_justBeforeAGenerationEnds_goesOnTheSame() {
        Popularity one = new Popularity(SECRET);
        for (int i = 0; i < (1 << 16) - 10; i++) {
            one.learn(new Call(Ip.ofV4(i), "GET /" + i % 7, 0), Outcome.NOT_FOUND);
        }
        Popularity other = Popularity.restored(one.bytes(), SECRET);
        for (int i = 1 << 17; i < (1 << 17) + 500; i++) {
            one.learn(new Call(Ip.ofV4(i), "GET /" + i % 7, 0), Outcome.SUCCESS);
            other.learn(new Call(Ip.ofV4(i), "GET /" + i % 7, 0), Outcome.SUCCESS);
        }
        assertSame(other, one);
    }

    @Test
    void bytes_littleLearned_areFew() {
        assertThat(new Popularity(SECRET).bytes()).hasSizeLessThan(5_000);
        assertThat(taught(300_000, 1).bytes()).hasSizeLessThan(520_000);
    }

    @Test
    void restored_anotherSecret_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Popularity.restored(VALID, SECRET + 1))
                .withMessageContaining("another secret");
    }

    @Test
    void restored_anotherVersion_isRefused() {
        byte[] newer = VALID.clone();
        newer[0] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Popularity.restored(newer, SECRET))
                .withMessageContaining("version 2");
    }

    @Test
    void restored_truncatedOrLonger_isRefused() {
        for (int length = 0; length < VALID.length; length += length < 100 ? 1 : 977) {
            byte[] part = Arrays.copyOf(VALID, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Popularity.restored(part, SECRET));
        }
        byte[] longer = Arrays.copyOf(VALID, VALID.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Popularity.restored(longer, SECRET));
    }

    /** With a right sum: the sum alone must not be what holds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 524_287, 524_301, 600_000})
    void restored_anotherSize_isRefused(int size) {
        byte[] other = new Snapshot(SECRET).closed(new byte[size]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Popularity.restored(other, SECRET))
                .withMessageContaining("size");
    }

    @Test
    void restored_countsThatAreNone_areRefused() {
        int size = new Snapshot(SECRET).opened(VALID, bodySize()).length;
        for (int position : new int[] {0, 4, 8}) {
            byte[] body = new byte[size];
            body[position] = -1;
            byte[] closed = new Snapshot(SECRET).closed(body);
            assertThatIllegalArgumentException().isThrownBy(() -> Popularity.restored(closed, SECRET));
        }
        byte[] zero = new Snapshot(SECRET).closed(new byte[size]);
        assertSame(Popularity.restored(zero, SECRET), new Popularity(SECRET));
    }

    private static int bodySize() {
        return 2 * 4 + 4 + 2 * (1 << 16) * 16 / 8 + 2 * 4 * (1 << 14) * 2;
    }

    @Property(seed = "1", tries = 200)
    void restored_mutant_isRefused(@ForAll long number) {
        check(Mutants.of(VALID, number));
    }

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] bytes) {
        check(bytes);
        byte[] closed = new Snapshot(SECRET).closed(bytes);
        assertThat(new Snapshot(SECRET).opened(closed, bytes.length)).isEqualTo(bytes);
    }

    private static void check(byte[] bytes) {
        if (!Arrays.equals(bytes, VALID)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Popularity.restored(bytes, SECRET));
        }
    }

    /** Each lesson and each client is one thing more that is remembered; and the one route, much further back, is counted as often as there were lessons. */
    @Test
    void bytes_whileOthersTeach_areAMomentsState() throws Exception {
        for (int round = 0; round < 20; round++) {
            assertMoments(new Popularity(SECRET));
        }
    }

    private static void assertMoments(Popularity popularity) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread teacher = new Thread(() -> {
            for (int i = 0; i < 30_000; i++) {
                popularity.learn(new Call(Ip.ofV4(i), "GET /", 0), Outcome.SUCCESS);
                begun.countDown();
            }
        });
        teacher.start();
        begun.await();
        for (boolean isLast = false; !isLast; ) {
            isLast = !teacher.isAlive();
            ByteBuffer body = ByteBuffer.wrap(new Snapshot(SECRET).opened(popularity.bytes(), bodySize()));
            int clients = body.getInt();
            int learned = body.getInt();
            assertThat(body.getInt()).isEqualTo(clients + learned);
            CharBuffer served = body.position(3 * 4 + 2 * (1 << 16) * 16 / 8).asCharBuffer();
            assertThat(served.limit(1 << 14).chars().max()).hasValue(learned);
        }
        teacher.join();
    }
}
