package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.abatis.client.Ip;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what was written. */
final class BanStoreFuzzTest {

    private static final int WRITES = 4;
    private static final int CLIENTS = 300;
    private static final byte[] VALID = valid();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private static Changes write(int number) {
        Changes changes = new Changes().text(BanStore.Area.LABELS, Ip.ofV4(number), "benign" + number);
        for (int i = 0; i < CLIENTS; i++) {
            changes.offender(Ip.ofV4(i), Samples.offender(Ip.ofV4(i), new SplittableRandom(number * CLIENTS + i)));
        }
        return changes.state("secret", new byte[] {(byte) number});
    }

    private static byte[] valid() {
        try {
            Path folder = Files.createTempDirectory("bans");
            Path file = folder.resolve(BanStore.FILE);
            try (BanStore store = BanStore.open(folder, told -> {})) {
                for (int i = 0; i < WRITES; i++) {
                    store.write(write(i));
                }
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A state that was there once, or nothing and a word about it; and then it works as ever. */
    private static void check(byte[] bytes) throws IOException {
        Path folder = Files.createTempDirectory("bans");
        Path file = Files.write(folder.resolve(BanStore.FILE), bytes);
        List<String> told = new ArrayList<>();
        try {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            try (BanStore store = BanStore.open(folder, told::add)) {
                long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                assertThat(allocated).isLessThan(30_000_000L + 200L * bytes.length);
                assertIsAnEarlierState(store);
                if (bytes.length > 0 && store.state("secret") == null && Files.exists(aside(file))) {
                    assertThat(told).singleElement().asString().contains("set aside", "bans.mv.damaged-1");
                    assertThat(Files.readAllBytes(aside(file))).isEqualTo(bytes);
                } else {
                    assertThat(told).isEmpty();
                }
                store.write(write(9));
            }
            try (BanStore store = BanStore.open(folder, told::add)) {
                assertThat(store.state("secret")).containsExactly(9);
            }
            assertThat(told).hasSizeLessThan(2);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(aside(file));
            Files.delete(folder);
        }
    }

    private static Path aside(Path file) {
        return file.resolveSibling(BanStore.FILE + ".damaged-1");
    }

    private static void assertIsAnEarlierState(BanStore store) {
        byte[] state = store.state("secret");
        if (state == null) {
            assertThat(store.offenders()).isEmpty();
            assertThat(store.texts(BanStore.Area.LABELS)).isEmpty();
        } else {
            List<Offender> expected = new ArrayList<>();
            write(state[0]).offenders().values().forEach(one -> expected.add(one.orElseThrow()));
            assertThat(store.offenders()).isEqualTo(expected);
            assertThat(store.texts(BanStore.Area.LABELS)).hasSize(state[0] + 1);
        }
    }

    @Property(seed = "1", tries = 60)
    void open_flippedZeroedOrTruncated_isAnEarlierStateOrSetAside(@ForAll long seed) throws IOException {
        check(damaged(VALID, new SplittableRandom(seed)));
    }

    static byte[] damaged(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9_000)), (byte) 0);
                case 2 -> System.arraycopy(bytes, 0, bytes, at, Math.min(4_100, bytes.length - at));
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] bytes) throws IOException {
        check(bytes);
    }

    @Test
    void open_valid_isTheLastState() throws IOException {
        check(VALID);
        Files.write(folder.resolve(BanStore.FILE), VALID);
        try (BanStore store = BanStore.open(folder, told -> {})) {
            assertThat(store.state("secret")).containsExactly(WRITES - 1);
        }
    }

    @Test
    void open_truncatedToAnyBlock_isAnEarlierStateOrSetAside() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int length = 1; length < VALID.length; length += 5 * CheckedFile.SEALED_BYTES / 2) {
                check(Arrays.copyOf(VALID, length));
            }
        });
    }

    @Test
    void open_damagedTwice_keepsBoth() throws IOException {
        List<String> told = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Files.writeString(folder.resolve(BanStore.FILE), "damage " + i);
            BanStore.open(folder, told::add).close();
            assertThat(told).hasSize(i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(folder.resolve("bans.mv.damaged-" + i)).hasContent("damage " + i);
        }
        assertThat(told.get(2)).contains("bans.mv.damaged-3");
    }

    /** Writes past all that the store itself would check. */
    private void plant(Map<Ip, byte[]> offenders, Map<Ip, byte[]> labels) throws Exception {
        BanStore.open(folder, told -> {}).close();
        CheckedFile file = new CheckedFile(FileDisk.open(folder.resolve(BanStore.FILE)), 1);
        try (MVStore store = new MVStore.Builder().adoptFileStore(file).autoCommitDisabled().open()) {
            store.openMap("offenders", builder()).putAll(offenders);
            store.openMap("labels", builder()).putAll(labels);
        }
    }

    private static MVMap.Builder<Ip, byte[]> builder() {
        return new MVMap.Builder<Ip, byte[]>().keyType(new KeptTypes.Clients()).valueType(new KeptTypes.Bytes());
    }

    @Test
    void open_nonsense_isLeftOutAndCounted() throws Exception {
        Ip one = Ip.ofV4(1);
        byte[] sound = OffenderBytes.of(Samples.offender(one, new SplittableRandom(1)));
        byte[] negative = sound.clone();
        ByteBuffer.wrap(negative).putInt(2, -1);
        plant(
                Map.of(one, sound, Ip.ofV4(2), negative, Ip.ofV4(3), new byte[0]),
                Map.of(one, new byte[] {1, 'x'}, Ip.ofV4(2), new byte[] {1, -1}));
        List<String> told = new ArrayList<>();
        try (BanStore store = BanStore.open(folder, told::add)) {
            assertThat(store.offenders()).extracting(Offender::client).containsExactly(one);
            assertThat(store.texts(BanStore.Area.LABELS)).isEqualTo(Map.of(one, "x"));
            assertThat(told).singleElement().asString().startsWith("3 entries of ");
            store.write(write(0));
        }
        BanStore.open(folder, told::add).close();
        assertThat(told).as("not again").hasSize(1);
    }

    @Test
    void open_anotherVersion_isSetAside() throws Exception {
        byte[] newer = OffenderBytes.of(Samples.offender(Ip.ofV4(1), new SplittableRandom(1)));
        newer[0] = 2;
        plant(Map.of(Ip.ofV4(1), newer), Map.of());
        List<String> told = new ArrayList<>();
        try (BanStore store = BanStore.open(folder, told::add)) {
            assertThat(store.offenders()).isEmpty();
        }
        assertThat(told).singleElement().asString().contains("version 2", "bans.mv.damaged-1");
    }
}
