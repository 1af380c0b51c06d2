package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.abatis.Mutants;
import io.abatis.count.Facet;
import io.abatis.count.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelFileFuzzTest {

    private static final int SUM_LINE = 72;
    private static final String VALID = valid();

    private static String valid() {
        byte[] bytes = ModelFile.bytes(new Model(
                FeatureLayout.complete(FeatureLayoutTest.calls(), EnumSet.allOf(Facet.class), 2, 8),
                ForestTest.small(),
                new ModelCard(Map.of("threshold", "0.9"))));
        return new String(bytes, 0, bytes.length - SUM_LINE, StandardCharsets.UTF_8);
    }

    private static Model read(byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes), "it.model");
    }

    /** Both as it is and with a right sum, or the sum alone would be tested. */
    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] body) throws IOException {
        check(body);
        check(Sums.close(new String(body, StandardCharsets.UTF_8)));
    }

    @Property(seed = "1")
    void read_mutant_isAModelOrRefused(@ForAll long number) throws IOException {
        byte[] mutant = Mutants.of(VALID.getBytes(StandardCharsets.UTF_8), number);
        check(mutant);
        check(Sums.close(new String(mutant, StandardCharsets.UTF_8)));
    }

    @Test
    void read_truncatedAnywhereWithRightSum_isRefused() throws IOException {
        check(Sums.close(VALID));
        for (int length = 0; length < VALID.length(); length++) {
            byte[] part = Sums.close(VALID.substring(0, length));
            assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read(part));
        }
    }

    private static void check(byte[] bytes) throws IOException {
        try {
            Model model = read(bytes);
            byte[] written = ModelFile.bytes(model);
            assertThat(read(written).layout()).isEqualTo(model.layout());
            assertThat(ModelFile.bytes(read(written))).isEqualTo(written);
            assertThat(model.forest().score(new int[model.layout().size()])).isBetween(0., 1.);
            model.layout()
                    .fill(
                            new Window(model.layout().shape()),
                            new int[model.layout().size()]);
        } catch (ModelFormatException e) {
            assertThat(e).hasMessageStartingWith("it.model is refused as a model: ");
            assertIsALine(String.valueOf(e.getMessage()));
        }
    }

    /** What is logged must neither fill the log nor forge another line of it. */
    private static void assertIsALine(String message) {
        assertThat(message.length()).isLessThan(1_000);
        assertThat(message.chars().anyMatch(Character::isISOControl))
                .as(message)
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 256\n",
                "card 2147483647\n",
                "calls 16384\n",
                "calls 2147483647\n",
                "columns 16384\n",
                "nodes 4000000\n",
                "nodes 4000001\n",
                "nodes 2147483647\n",
                "nodes 99999999999999999999\n",
                "\n",
                " ",
                "1 ",
                "9",
                "a",
                "roots 0 0\n"
            })
    void read_fileOfOnePiece_isRefusedInLinearTimeAndMemory(String piece) {
        String head = VALID.substring(0, VALID.indexOf("calls 2"));
        String before = VALID.substring(0, VALID.indexOf("nodes "));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (String start : new String[] {"abatis-model 2\n", head, before, before + "nodes 4000000\nroots "}) {
                String body = start + piece.repeat(8_000_000 / piece.length());
                byte[] closed = Sums.close(body);
                long allocated =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                assertThatExceptionOfType(ModelFormatException.class)
                        .isThrownBy(() -> read(closed))
                        .satisfies(e -> assertIsALine(String.valueOf(e.getMessage())));
                assertThat(threads.getThreadAllocatedBytes(
                                        Thread.currentThread().getId())
                                - allocated)
                        .isLessThan(50L * body.length());
            }
        });
    }

    /** A window's counts take places for each name in each length. */
    @Test
    void read_layoutOfAllLengths_isRefused() {
        String columns = IntStream.rangeClosed(1, 4_096)
                .mapToObj(window -> "distinct " + window)
                .collect(Collectors.joining("\n"));
        String body = VALID.replaceFirst("(?s)columns \\d+\n.*?\nnodes", "columns 4096\n" + columns + "\nnodes");

        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(Sums.close(body)))
                .withMessageContaining("lengths");
    }
}
