package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.client.Ip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BanStoreTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final Ip OTHER = Ip.of("2001:db8::");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private BanStore open() throws IOException {
        return BanStore.open(folder, told::add);
    }

    private static Offender offender(Ip client, long seed) {
        return Samples.offender(client, new SplittableRandom(seed));
    }

    @Test
    void open_newFolder_isEmptyAndItsOwnersAlone() throws Exception {
        Path deep = folder.resolve("a/b");
        try (BanStore store = BanStore.open(deep, told::add)) {
            assertThat(store.offenders()).isEmpty();
            assertThat(store.texts(BanStore.Area.LABELS)).isEmpty();
            assertThat(store.state("secret")).isNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.resolve(BanStore.FILE))))
                    .isEqualTo("rw-------");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void write_everything_isThereAfterReopening() throws Exception {
        byte[] secret = {1, -1, 0};
        String text = "{\"a\":\"\u00e9\u4e2d\ud83d\ude00 \\n\"}";
        try (BanStore store = open()) {
            store.write(new Changes()
                    .offender(OTHER, offender(OTHER, 1))
                    .offender(CLIENT, offender(CLIENT, 2))
                    .text(BanStore.Area.LABELS, CLIENT, "benign")
                    .text(BanStore.Area.EVENTS, OTHER, text)
                    .text(BanStore.Area.EVENTS, CLIENT, "")
                    .state("secret", secret)
                    .state("popularity", new byte[900_000]));
        }
        try (BanStore store = open()) {
            assertThat(store.offenders()).containsExactly(offender(CLIENT, 2), offender(OTHER, 1));
            assertThat(store.texts(BanStore.Area.LABELS)).containsExactly(Map.entry(CLIENT, "benign"));
            assertThat(store.texts(BanStore.Area.EVENTS))
                    .containsExactly(Map.entry(CLIENT, ""), Map.entry(OTHER, text));
            assertThat(store.state("secret")).isEqualTo(secret);
            assertThat(store.state("popularity")).hasSize(900_000);
            store.write(new Changes()
                    .offender(OTHER, null)
                    .text(BanStore.Area.LABELS, CLIENT, null)
                    .text(BanStore.Area.LABELS, OTHER, "malicious")
                    .state("secret", new byte[0]));
        }
        try (BanStore store = open()) {
            assertThat(store.offenders()).containsExactly(offender(CLIENT, 2));
            assertThat(store.texts(BanStore.Area.LABELS)).containsExactly(Map.entry(OTHER, "malicious"));
            assertThat(store.texts(BanStore.Area.EVENTS))
                    .as("gone with the client")
                    .containsOnlyKeys(CLIENT);
            assertThat(store.state("secret")).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Property(seed = "1", tries = 8)
    void write_anything_isWhatAMapSays(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Path own = Files.createTempDirectory("bans");
        Map<Ip, Offender> model = new TreeMap<>();
        try {
            for (int round = 0; round < 5; round++) {
                try (BanStore store =
                        BanStore.open(own, message -> assertThat(message).isNull())) {
                    for (int write = 0; write < 20; write++) {
                        Changes changes = new Changes();
                        for (int i = random.nextInt(50); i > 0; i--) {
                            Ip client = Samples.ip(random.nextInt(300));
                            if (random.nextInt(3) == 0) {
                                changes.offender(client, null);
                                model.remove(client);
                            } else {
                                Offender offender = Samples.offender(client, random);
                                changes.offender(client, offender);
                                model.put(client, offender);
                            }
                        }
                        store.write(changes);
                    }
                    assertThat(store.offenders()).containsExactlyElementsOf(model.values());
                    Ip some = Samples.ip(random.nextInt(300));
                    assertThat(store.offender(some)).isEqualTo(model.get(some));
                }
            }
        } finally {
            Files.deleteIfExists(own.resolve(BanStore.FILE));
            Files.delete(own);
        }
    }

    @Test
    void offenders_sliceBySlice_leavesNoneOut() throws Exception {
        try (BanStore store = open()) {
            Changes changes = new Changes();
            for (int i = 0; i < 10_000; i++) {
                changes.offender(Ip.ofV4(i), offender(Ip.ofV4(i), i));
            }
            store.write(changes);
            assertThat(store.offenders())
                    .hasSize(10_000)
                    .isSortedAccordingTo((a, b) -> a.client().compareTo(b.client()));
            assertThat(store.offenders(Ip.ofV4(41), 2))
                    .extracting(Offender::client)
                    .containsExactly(Ip.ofV4(42), Ip.ofV4(43));
        }
    }

    @Test
    void open_twiceInThisProcess_saysWhatToDoAndDisturbsNobody() throws Exception {
        try (BanStore store = open()) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(this::open)
                        .withMessageContaining("another filter")
                        .withMessageContaining("folder of its own");
            }
            store.write(new Changes().offender(CLIENT, offender(CLIENT, 1)));
        }
        open().close();
    }

    @Test
    void open_lockedByAnother_saysWhatToDo() throws Exception {
        open().close();
        Path file = folder.resolve(BanStore.FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining(file.toString())
                    .withMessageContaining("in use")
                    .withMessageContaining("no other process");
        }
        open().close();
        assertThat(told).isEmpty();
    }

    @Test
    void open_folderIsAFile_saysSo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> BanStore.open(file, told::add))
                .withMessageContaining(file.toString())
                .withMessageContaining("must be writable");
        assertThat(told).isEmpty();
    }

    @Test
    void use_afterClose_isRefused() throws Exception {
        BanStore store = open();
        store.close();
        store.close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.write(new Changes()))
                .withMessageContaining("closed");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(store::offenders);
    }

    @Test
    void close_interruptedThread_keepsAllAndStaysInterrupted() throws Exception {
        BanStore store = open();
        store.write(new Changes().offender(CLIENT, offender(CLIENT, 1)));
        Thread.currentThread().interrupt();
        store.close();
        assertThat(Thread.interrupted()).isTrue();
        try (BanStore again = open()) {
            assertThat(again.offenders()).containsExactly(offender(CLIENT, 1));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void changes_moreThanALine_isRefused() {
        Changes changes = new Changes();
        String longest = "x".repeat(Changes.MOST_CHARACTERS);
        changes.text(BanStore.Area.EVENTS, CLIENT, longest);
        for (String wrong : List.of(longest + "x", "a\nb", "a\r")) {
            assertThatIllegalArgumentException().isThrownBy(() -> changes.text(BanStore.Area.EVENTS, CLIENT, wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> changes.state("", new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> changes.state("n".repeat(65), new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> changes.state("n", new byte[Changes.MOST_BYTES + 1]));
    }

    /** Years of bans: the file must not remember them all. */
    @Test
    void write_allClientsAgainAndAgain_staysSmall() throws Exception {
        int clients = 2_000;
        long most = 0;
        try (BanStore store = open()) {
            SplittableRandom random = new SplittableRandom(1);
            for (int write = 0; write < 200; write++) {
                Changes changes = new Changes();
                for (int i = 0; i < 2_000; i++) {
                    Ip client = Samples.ip(random.nextInt(clients));
                    changes.offender(client, Samples.offender(client, random));
                }
                store.write(changes);
                most = Math.max(most, Files.size(folder.resolve(BanStore.FILE)));
            }
            assertThat(store.offenders()).hasSize(clients);
        }
        assertThat(most).isLessThan(12L << 20);
        assertThat(Files.size(folder.resolve(BanStore.FILE))).isLessThan(12L << 20);
        assertThat(told).isEmpty();
    }
}
