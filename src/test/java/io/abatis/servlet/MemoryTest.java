package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.call.Call;
import io.abatis.call.Outcome;
import io.abatis.client.Ip;
import io.abatis.config.ConfigReader;
import io.abatis.forest.ShippedModel;
import io.abatis.gate.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of what was learned, when the process is killed. */
final class MemoryTest {

    @TempDir
    Path folder;

    private int clients;
    private int copies;

    private static Memory open(Path folder) throws IOException {
        return Memory.open(folder, ConfigReader.defaults(), ShippedModel.read(), 7, Listener.NONE, 0);
    }

    private void learn(Memory memory, int lessons) {
        for (int i = 0; i < lessons; i++) {
            memory.gate().popularity().learn(new Call(Ip.ofV4(clients++), "GET /page", 0), Outcome.SUCCESS);
        }
    }

    /** What a process would find that starts after this one was killed. */
    private int left(Memory memory) throws IOException {
        memory.durable().join();
        Path copy = Files.createDirectory(folder.resolve("copy-" + copies++));
        Files.copy(folder.resolve("kept/bans.mv"), copy.resolve("bans.mv"));
        try (Memory again = open(copy)) {
            return again.gate().popularity().learned();
        }
    }

    @Test
    void keepLessons_anEighthMore_areKeptAtOnceAndFewerInTime() throws IOException {
        try (Memory memory = open(folder.resolve("kept"))) {
            learn(memory, 80);
            assertThat(left(memory)).isZero();
            memory.keepLessons(false);
            assertThat(left(memory)).isEqualTo(80);

            learn(memory, 10);
            memory.keepLessons(false);
            assertThat(left(memory)).isEqualTo(80);
            learn(memory, 1);
            memory.keepLessons(false);
            assertThat(left(memory)).isEqualTo(91);

            learn(memory, 1);
            memory.keepLessons(true);
            assertThat(left(memory)).isEqualTo(92);
        }
    }
}
