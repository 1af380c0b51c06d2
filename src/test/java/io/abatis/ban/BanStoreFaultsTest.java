package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full, fail, or are taken away. */
final class BanStoreFaultsTest {

    private static final int CLIENTS = 500;

    @TempDir
    Path parent;

    private final List<String> told = new ArrayList<>();
    private final FaultyDisk.Faults faults = new FaultyDisk.Faults();
    private Path folder = Path.of("");
    private BanStore store;

    @BeforeEach
    void open() throws IOException {
        folder = parent.resolve("state");
        store = BanStore.open(folder, told::add, faults::open);
        store.write(changes(0).text(BanStore.Area.LABELS, Ip.ofV4(1), "benign").state("secret", new byte[] {7}));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Changes changes(long seed) {
        Changes changes = new Changes();
        expected(seed).forEach(one -> changes.offender(one.client(), one));
        return changes;
    }

    private static List<Offender> expected(long seed) {
        List<Offender> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(Samples.offender(Ip.ofV4(i), new SplittableRandom(seed * CLIENTS + i)));
        }
        return all;
    }

    private void assertKept(long seed) throws IOException {
        assertThat(store.offenders()).isEqualTo(expected(seed));
        store.close();
        store = BanStore.open(folder, told::add);
        assertThat(store.offenders()).isEqualTo(expected(seed));
        assertThat(store.texts(BanStore.Area.LABELS)).isEqualTo(Map.of(Ip.ofV4(1), "benign"));
        assertThat(store.state("secret")).containsExactly(7);
        assertThat(told).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(BanStore.FILE));
        }
    }

    private void assertFails() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.write(changes(1)))
                .withMessageContaining(folder.resolve(BanStore.FILE).toString());
    }

    @Test
    void write_diskFullForAWhile_keepsWhatWasThereAndGoesOn() throws Exception {
        faults.isFull = true;
        for (int i = 0; i < 3; i++) {
            assertFails();
            assertThat(store.offenders()).isEqualTo(expected(0));
        }
        faults.isFull = false;
        store.write(changes(2));
        assertKept(2);
    }

    @Test
    void write_syncFailsOnce_writesAllAnew() throws Exception {
        faults.isUnsynced = true;
        assertFails();
        faults.isUnsynced = false;
        Object before = Files.getAttribute(folder.resolve(BanStore.FILE), "unix:ino");
        store.write(changes(2));
        assertThat(Files.getAttribute(folder.resolve(BanStore.FILE), "unix:ino"))
                .isNotEqualTo(before);
        assertKept(2);
    }

    /** What cannot be read for a while is not damaged, and must not be set aside. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 5, 8, 13, 21})
    void write_diskCannotBeReadForAWhile_setsNothingAside(long reads) throws Exception {
        faults.isFull = true;
        assertFails();
        faults.isFull = false;
        faults.readsLeft.set(reads);
        try {
            store.write(changes(2));
        } catch (IOException e) {
            assertThat(e).hasStackTraceContaining("Input/output error");
        }
        faults.readsLeft.set(Long.MAX_VALUE);
        store.write(changes(2));
        assertKept(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
    void write_failsAtAnyWrite_recovers(long writes) throws Exception {
        faults.isUnsynced = true;
        assertFails();
        faults.isUnsynced = false;
        faults.writesLeft.set(writes);
        try {
            store.write(changes(1));
        } catch (IOException e) {
            assertThat(e).hasStackTraceContaining("No space left");
        }
        faults.writesLeft.set(Long.MAX_VALUE);
        store.write(changes(2));
        assertKept(2);
    }

    @Test
    void write_fileDeleted_isWrittenAnew() throws Exception {
        Files.delete(folder.resolve(BanStore.FILE));
        store.write(new Changes().text(BanStore.Area.EVENTS, Ip.ofV4(3), "why"));
        assertKept(0);
    }

    @Test
    void write_folderTakenAwayAndBack_goesOn() throws Exception {
        Files.move(folder, parent.resolve("away"));
        Files.createFile(folder); // nothing can be created there
        assertFails();
        Files.delete(folder);
        store.write(changes(2));
        assertKept(2);
    }

    /** An operator who put a backup there, or another process that has started meanwhile. */
    @Test
    void write_fileOfSomebodyElse_isNotTaken() throws Exception {
        Files.move(folder, parent.resolve("away"));
        Files.createDirectories(folder);
        try (FileDisk other = FileDisk.open(folder.resolve(BanStore.FILE))) {
            assertThat(other.isThere()).isTrue();
            assertFails();
            assertThat(other.isThere()).isTrue();
        }
        store.write(changes(2));
        assertKept(2);
    }

    @Test
    void beginnings_fileLostWhileItCouldNotBeWritten_areCounted() throws Exception {
        long before = store.beginnings();
        faults.isFull = true;
        assertFails();
        faults.isFull = false;
        store.offenders();
        assertThat(store.beginnings()).isEqualTo(before);
        faults.isFull = true;
        assertFails();
        faults.isFull = false;
        store.close();
        Files.delete(folder.resolve(BanStore.FILE));
        store = BanStore.open(folder, told::add, faults::open);
        assertThat(store.beginnings()).isEqualTo(1);
        assertThat(store.offenders()).isEmpty();
    }

    /** What was never whole has lost nothing: to set it aside would only frighten. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "unsynced", "1", "2", "3", "4", "5"})
    void open_diskFailsAtTheFirstStart_beginsAnewWithoutAWord(String fault, @TempDir Path empty) throws IOException {
        FaultyDisk.Faults first = new FaultyDisk.Faults();
        first.isFull = fault.equals("full");
        first.isUnsynced = fault.equals("unsynced");
        if (Character.isDigit(fault.charAt(0))) {
            first.writesLeft.set(Integer.parseInt(fault) - 1);
        }
        List<String> words = new ArrayList<>();
        try {
            BanStore.open(empty, words::add, first::open).close();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("cannot be kept");
        }
        BanStore.open(empty, words::add, new FaultyDisk.Faults()::open).close();
        assertThat(words).isEmpty();
    }
}
