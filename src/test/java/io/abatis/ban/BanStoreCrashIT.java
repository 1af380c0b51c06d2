package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Ip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storm of bans, killed without a word, again and again: what was acknowledged is there. */
final class BanStoreCrashIT {

    private static final int ROUNDS = 20;
    private static final int MOST_MILLIS = 600;
    private static final int PATIENCE_SECONDS = 30;

    /** Bans for each thread, of rounds that end in order, or are killed while they do. */
    private static final int FEW = 60;

    private static final int ENDLESS = 500_000;

    @TempDir
    Path folder;

    private final Map<Ip, Long> acknowledged = new TreeMap<>();
    private int lastAcknowledged;
    private int killedWhileRewriting;
    private int killedWhileClosing;

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void kill_twentyTimesInAStorm_everyAcknowledgedBanIsThere() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < ROUNDS; round++) {
            storm(round, When.values()[round % When.values().length], random);
            check(round);
        }
        assertThat(acknowledged).hasSizeGreaterThan(1_000);
        assertThat(killedWhileRewriting)
                .as("rounds killed while the file was written anew")
                .isPositive();
        assertThat(killedWhileClosing).as("rounds killed while closing").isPositive();
    }

    /** When to kill. */
    private enum When {
        ANY,
        REWRITING,
        ANY_OTHER,
        CLOSING
    }

    private Path bans() {
        return folder.resolve("state");
    }

    private void storm(int round, When when, SplittableRandom random) throws Exception {
        Path said = folder.resolve("said-" + round);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BanStorm.class.getName(),
                        bans().toString(),
                        String.valueOf(round),
                        String.valueOf(when == When.CLOSING ? FEW : ENDLESS))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            switch (when) {
                case CLOSING -> {
                    await(process, said, () -> Files.readString(said).contains("CLOSING"));
                    process.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS);
                }
                case REWRITING -> await(process, said, () -> Files.exists(next()));
                case ANY, ANY_OTHER -> {
                    await(process, said, () -> Files.readString(said).contains("BANNED"));
                    process.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        read(said, round);
        killedWhileRewriting += Files.exists(next()) ? 1 : 0;
    }

    private Path next() {
        return bans().resolve(BanStore.FILE + ".new");
    }

    private static void await(Process process, Path said, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(Files.readString(said)).isLessThan(end);
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                assertThat(condition.call()).as(Files.readString(said)).isTrue();
            }
        }
    }

    private void read(Path said, int round) throws IOException {
        String text = Files.readString(said);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.startsWith("BANNED ")) {
                String[] words = line.split(" ", -1);
                acknowledged.put(Ip.of(words[1]), Long.parseLong(words[2]));
            } else {
                assertThat(line).isIn("CLOSING", "CLOSED");
            }
        }
        lastAcknowledged = text.contains("BANNED ") ? round : lastAcknowledged;
        killedWhileClosing += text.contains("CLOSING") && !text.contains("CLOSED") ? 1 : 0;
    }

    private void check(int round) throws IOException {
        List<String> told = new ArrayList<>();
        try (BanStore store = BanStore.open(bans(), told::add)) {
            Map<Ip, String> events = store.texts(BanStore.Area.EVENTS);
            Map<Ip, String> labels = store.texts(BanStore.Area.LABELS);
            Map<Ip, Long> ends = new TreeMap<>();
            for (Offender one : store.offenders()) {
                if (one.ban() != null) {
                    ends.put(one.client(), one.ban().untilMillis());
                }
            }
            acknowledged.forEach((client, until) -> {
                assertThat(ends).as("round " + round).containsEntry(client, until);
                assertThat(events).containsEntry(client, BanStorm.event(client, until));
                assertThat(labels.get(client)).isEqualTo(BanStorm.isLabelled(client) ? "malicious" : null);
            });
            byte[] last = Objects.requireNonNull(store.state("round"));
            assertThat((int) last[0]).isBetween(lastAcknowledged, round);
        }
        assertThat(told).isEmpty();
        try (var files = Files.list(bans())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly(BanStore.FILE);
        }
    }
}
