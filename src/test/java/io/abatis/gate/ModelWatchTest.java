package io.abatis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.abatis.forest.Model;
import io.abatis.forest.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelWatchTest {

    private static final Model OLD = SmallModel.flagging(3, 0.5);
    private static final Model NEW = SmallModel.flagging(2, 0.25);

    private final Gate gate = new Gate(Policy.observing(), OLD, 8, 8, 1);
    private final Path file;
    private int changes;
    private ModelWatch watch;

    ModelWatchTest(@TempDir Path folder) throws IOException {
        this.file = folder.resolve("abatis.model");
        change(ModelFile.bytes(OLD));
        this.watch = new ModelWatch(file, FileStamp.of(file), gate);
    }

    @BeforeEach
    void lookedAtOnce() {
        watch.look();
        assertThat(gate.model()).isSameAs(OLD);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void look_changedGoodFile_isTakenIntoUse() throws IOException {
        change(ModelFile.bytes(NEW));
        watch.look();
        assertThat(gate.threshold()).isEqualTo(0.25);
    }

    @Test
    void look_nothingChanged_readsNothing() throws IOException {
        change(ModelFile.bytes(NEW));
        watch.look();
        Model used = gate.model();
        watch.look();
        assertThat(gate.model()).isSameAs(used);
    }

    @Test
    void look_badFiles_keepTheOldModelUntilAGoodOne() throws IOException {
        byte[] good = ModelFile.bytes(NEW);
        byte[] altered = good.clone();
        altered[good.length / 2] ^= 1;
        for (byte[] bad : new byte[][] {
            {},
            altered,
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length / 2),
            Arrays.copyOf(good, good.length + 1),
            "something else".getBytes(StandardCharsets.UTF_8),
            new String(good, StandardCharsets.UTF_8)
                    .replace("abatis-model 2", "abatis-model 9")
                    .getBytes(StandardCharsets.UTF_8),
            {(byte) 0xac, (byte) 0xed, 0, 5}
        }) {
            change(bad);
            assertThatCode(watch::look).doesNotThrowAnyException();
            assertThat(gate.model()).isSameAs(OLD);
        }
        change(good);
        watch.look();
        assertThat(gate.threshold()).isEqualTo(0.25);
    }

    @Test
    void look_fileVanishes_keepsTheOldModelUntilItIsBack() throws IOException {
        Files.delete(file);
        watch.look();
        watch.look();
        assertThat(gate.model()).isSameAs(OLD);
        change(ModelFile.bytes(NEW));
        watch.look();
        assertThat(gate.threshold()).isEqualTo(0.25);
    }

    @Test
    void look_fileBecomesAFolder_keepsTheOldModel() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        watch.look();
        assertThat(gate.model()).isSameAs(OLD);
    }

    @Test
    void look_swappedWhileTheFirstModelWasRead_isTakenIntoUse() throws IOException {
        watch.close();
        FileStamp beforeReading = FileStamp.of(file);
        change(ModelFile.bytes(NEW));
        watch = new ModelWatch(file, beforeReading, gate);
        watch.look();
        assertThat(gate.threshold()).isEqualTo(0.25);
    }

    @Test
    void start_shortestTime_isTaken() {
        watch.close();
        watch = ModelWatch.start(file, FileStamp.of(file), gate, Duration.ofNanos(500_000));
        assertThat(gate.threshold()).isEqualTo(0.5);
    }

    /** Writes the file; each change has a time of its own, however coarse the file system's clock. */
    private void change(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + 2_000L * changes++));
    }
}
