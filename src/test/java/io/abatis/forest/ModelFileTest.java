package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelFileTest {

    @TempDir
    private Path folder = Path.of("");

    private static Model small() {
        Map<String, String> card = new LinkedHashMap<>();
        card.put("threshold", "0.9");
        card.put("note", "a = b, caf\u00e9");
        return new Model(
                FeatureLayout.complete(FeatureLayoutTest.calls(), Set.of(), 2),
                ForestTest.small(),
                new ModelCard(card));
    }

    private static byte[] bytes() {
        return ModelFile.bytes(small());
    }

    /** The text before the sum. */
    private static String body() {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf("sha256 "));
    }

    private static Model read(byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes), "it.model");
    }

    private static Model readSummed(String body) throws IOException {
        return read(Sums.close(body));
    }

    private static void assertRefused(byte[] bytes, String cause) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageStartingWith("it.model is refused as a model: ")
                .withMessageContaining(cause);
    }

    @Test
    void read_written_isTheSameModel() throws IOException {
        Model read = read(bytes());

        assertThat(read.layout()).isEqualTo(small().layout());
        assertThat(read.card().entries())
                .containsExactlyEntriesOf(small().card().entries());
        assertThat(read.forest().score(new int[] {1, 0, 0, 0, 0})).isEqualTo(.625);
        assertThat(ModelFile.bytes(read)).isEqualTo(bytes());
    }

    @Test
    void read_shipped_isWrittenBackByteForByte() throws IOException {
        try (InputStream in = ModelFileTest.class.getResourceAsStream("/io/abatis/defaults/default.model")) {
            assertThat(in).isNotNull();
            assertThat(ModelFile.bytes(ShippedModel.read())).isEqualTo(in.readAllBytes());
        }
    }

    @Test
    void read_shippedResource_hasTheSumThatItStates() throws IOException {
        try (InputStream in = ModelFileTest.class.getResourceAsStream("/io/abatis/defaults/default.model")) {
            assertThat(in).isNotNull();
            assertThat(ModelFile.read(in, "default.model").sha256())
                    .isEqualTo(ShippedModel.read().sha256());
        }
    }

    @Test
    void readUnsummed_otherSum_isReadAndOtherwiseAsStrict() throws IOException {
        byte[] whole = bytes();
        byte[] otherSum = whole.clone();
        otherSum[whole.length - 2] ^= 1;
        assertRefused(otherSum, "altered");
        assertThat(ModelFile.bytes(ModelFile.readUnsummed(new ByteArrayInputStream(otherSum), "a jar's")))
                .isEqualTo(whole);
        byte[] part = Arrays.copyOf(whole, whole.length - 1);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelFile.readUnsummed(new ByteArrayInputStream(part), "a jar's"))
                .withMessageContaining("truncated");
    }

    @Test
    void read_truncatedAnywhere_isRefused() {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ModelFormatException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> read(part))
                    .withMessageMatching(".*(does not begin with|truncated).*");
        }
    }

    @Test
    void read_shippedTruncated_isRefused() throws IOException {
        byte[] whole = ModelFile.bytes(ShippedModel.read());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            assertRefused(Arrays.copyOf(whole, 64 + random.nextInt(whole.length - 64)), "truncated");
        }
    }

    @Test
    void read_anyByteFlipped_isRefused() {
        byte[] whole = bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int mask : new int[] {1, 0x20, 0x80, 0xff}) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) mask;
                assertThatExceptionOfType(ModelFormatException.class)
                        .as("byte %d ^ %d", at, mask)
                        .isThrownBy(() -> read(flipped));
            }
        }
    }

    @Test
    void read_carriageReturns_isRefused() {
        String text = new String(bytes(), StandardCharsets.UTF_8);

        assertThat(catchThrowable(() -> read(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ModelFormatException.class);
        assertThat(catchThrowable(() -> readSummed(body().replace("\n", "\r\n"))))
                .isInstanceOf(ModelFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{\"a\": 1}", "ABATIS-MODEL 2", " abatis-model 2\n", "\uFEFFabatis-model 2\n"})
    void read_foreignFile_isRefused(String text) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), "it does not begin with 'abatis-model '");
    }

    @Test
    void read_serialisedObject_isRefused() {
        assertRefused(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'}, "it does not begin with");
    }

    @Test
    void read_oversize_isRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelFile.read(endless, "endless"))
                .withMessageContaining("larger than " + ModelFile.MAX_BYTES);
    }

    @Test
    void read_linesWithoutEnd_takesNoMemoryForEach() {
        byte[] lines = Sums.close("abatis-model 2\n" + "x\n".repeat(2 << 20));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(catchThrowable(() -> read(lines))).isInstanceOf(ModelFormatException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10L * lines.length);
    }

    /** Each row replaces one line of the small model's text; the sum is right, so the parser itself is at work. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abatis-model 2 | abatis-model 1 | format is version '1', this program reads version 2 only: train the model again",
                "abatis-model 2 | abatis-model 3 | format is version '3', this program reads version 2",
                "abatis-model 2 | abatis-model 02 | version '02'",
                "card 2 | card 3 | line 5 is no entry of a card",
                "card 2 | card 1 | line 4 does not begin with 'calls'",
                "card 2 | card 257 | no count in 0..256",
                "card 2 | card -1 | no count",
                "card 2 | card 999999999 | no count",
                "card 2 | card 99999999999999 | no count",
                "card 2 | card two | no count",
                "card 2 | card  2 | no count",
                "threshold = 0.9 | threshold: 0.9 | line 3 is no entry of a card",
                "threshold = 0.9 | Threshold = 0.9 | is no key of a card",
                "threshold = 0.9 | note = 0.9 | line 4 is no entry of a card",
                "threshold = 0.9 | other = 0.9 | no threshold",
                "threshold = 0.9 | threshold = 0 | no threshold",
                "threshold = 0.9 | threshold = 1.0001 | no threshold",
                "threshold = 0.9 | threshold = NaN | no threshold",
                "threshold = 0.9 | threshold = high | no threshold",
                "threshold = 0.9 | threshold = 0.9\\rx | control characters",
                "calls 2 | calls 3 | line 8 holds what is no number",
                "calls 2 | calls 1 | line 7 does not begin with 'columns'",
                "calls 2 | calls 16385 | no count",
                "-16 GET /b | 32 GET /a | line 7 is no call with its log-odds",
                "-16 GET /b | GET /b | line 6 holds what is no number",
                "-16 GET /b | -65 GET /b | log-odds",
                "-16 GET /b | -2147483648 GET /b | log-odds",
                "-16 GET /b | 99999999999 GET /b | line 6 holds what is no number",
                "-16 GET /b | -16 GET /c | the column 'calls 2 GET /b' is of a call that is not counted",
                "columns 5 | columns 6 | 'nodes 4' is no column",
                "columns 5 | columns 4 | line 13 does not begin with 'nodes'",
                "columns 5 | columns 16385 | no count",
                "calls 2 GET /b | calls 2 GET /a | column twice",
                "calls 2 GET /b | calls 5000 GET /b | window 5000",
                "age | fresh | column twice",
                "age | years | 'years' is no column",
                "nodes 4 | nodes 3 | more values than the forest has nodes",
                "nodes 4 | nodes 5 | it has 4 nodes, and states 5",
                "nodes 4 | nodes 4000001 | no count",
                "nodes 4 | nodes 999999999 | no count",
                "roots 0 3 | roots 0 4 | tree 1 has no node",
                "roots 0 3 | roots 3 0 | first tree must begin at node 0",
                "roots 0 3 | roots 0 3 3 | tree 1 has no node",
                "roots 0 3 | roots zero 3 | line 15 holds what is no number",
                "column 0 -1 -1 -1 | column 5 -1 -1 -1 | a column that the layout has not",
                "column 0 -1 -1 -1 | column 0 -1 -1 | differ in length",
                "column 0 -1 -1 -1 | column 0 -1 -1 -1 -1 | more values",
                "value 1.5 0.25 0.75 1 | value NaN 0.25 0.75 1 | node 0 has no split",
                "value 1.5 0.25 0.75 1 | value 1.5 Infinity 0.75 1 | leaf 1 holds no probability",
                "value 1.5 0.25 0.75 1 | value 1.5 -0.25 0.75 1 | leaf 1 holds no probability",
                "value 1.5 0.25 0.75 1 | value 1.5 1e999 0.75 1 | leaf 1 holds no probability",
                "value 1.5 0.25 0.75 1 | value 1.5 x 0.75 1 | line 17 holds what is no number",
                "mean 0.375 0 0 0 | mean 1.5 0 0 0 | node 0 has no mean",
                "mean 0.375 0 0 0 | mean NaN 0 0 0 | node 0 has no mean",
                "mean 0.375 0 0 0 | mean 0.375 0 0 | differ in length",
                "mean 0.375 0 0 0 | mean 0.375 0 0 0 0 | more values",
                "mean 0.375 0 0 0 | mean x 0 0 0 | line 18 holds what is no number",
                "mean 0.375 0 0 0 | left 1 0 0 0 | line 18 does not begin with 'mean'",
                "left 1 0 0 0 | left 0 0 0 0 | node 0 does not lead forward",
                "left 1 0 0 0 | left 3 0 0 0 | node 0 does not lead forward within its tree",
                "left 1 0 0 0 | left -1 0 0 0 | node 0 does not lead forward",
                "right 2 0 0 0 | right 9 0 0 0 | node 0 does not lead forward",
                "right 2 0 0 0 | right | line 20",
                "right 2 0 0 0 | left 2 0 0 0 | line 20 does not begin with 'right'",
            })
    void read_damagedWithRightSum_isRefused(String line, String replacement, String cause) {
        String damaged = body().replaceFirst("(?m)^" + line + "$", replacement.replace("\\r", "\r"));

        assertThat(damaged).isNotEqualTo(body());
        assertRefused(Sums.close(damaged), cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "x\n", "x", "roots 0\n", "card 0\n", "\u0000"})
    void read_trailingData_isRefused(String tail) {
        assertThat(catchThrowable(() -> readSummed(body() + tail))).isInstanceOf(ModelFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"card", "calls 2\n", "columns", "nodes", "roots", "column ", "value", "mean", "left", "right"})
    void read_sectionTwice_isRefused(String section) {
        String body = body();
        int start = body.indexOf("\n" + section) + 1;
        String line = body.substring(start, body.indexOf('\n', start) + 1);

        assertThat(catchThrowable(() -> readSummed(body.substring(0, start) + line + body.substring(start))))
                .isInstanceOf(ModelFormatException.class);
        assertThat(catchThrowable(() -> readSummed(body + line))).isInstanceOf(ModelFormatException.class);
    }

    @Property(seed = "1", tries = 3_000)
    void read_mutatedWithRightSum_isAModelOrRefused(
            @ForAll("words") String word, @ForAll @IntRange(max = 400) int at, @ForAll @IntRange(max = 12) int cut) {
        String body = body();
        int from = Math.min(at, body.length());
        int to = Math.min(body.length(), from + cut);
        @Nullable
        Throwable failure =
                catchThrowable(() -> ModelFile.bytes(readSummed(body.substring(0, from) + word + body.substring(to))));

        if (failure != null) {
            assertThat(failure).isInstanceOf(ModelFormatException.class).hasMessageNotContaining("null");
        }
    }

    @Property(seed = "1", tries = 500)
    void read_anyTextWithRightSum_isAModelOrRefused(@ForAll String text) {
        assertThat(catchThrowable(() -> readSummed("abatis-model 2\n" + text)))
                .isInstanceOf(ModelFormatException.class);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "",
                "0",
                "-1",
                "9",
                " ",
                "\n",
                "\r",
                "99999999",
                "2147483647",
                "-2147483648",
                "NaN",
                "1e308",
                "\u0000",
                "\u0663",
                "0x1p-1",
                "1d",
                " 0",
                "=",
                "\ud800",
                "card 0\n",
                "nodes 4000000\n",
                "calls 16384\n");
    }

    @Test
    void write_overAnother_replacesItAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.model"), "before");
        ModelFile.write(small(), file);

        assertThat(file).hasBinaryContent(bytes());
        assertThat(folder.toFile().list()).containsExactly("a.model");
        assertThat(ModelFile.bytes(ModelFile.read(file))).isEqualTo(bytes());
    }

    @Test
    void write_toASymbolicLink_writesWhatItPointsTo() throws IOException {
        Path target = Files.writeString(folder.resolve("v1.model"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("current.model"), target);
        ModelFile.write(small(), link);

        assertThat(link).isSymbolicLink();
        assertThat(target).hasBinaryContent(bytes());
    }

    @Test
    void write_noFolder_fails() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () -> ModelFile.write(small(), folder.resolve("none").resolve("a.model")));
    }

    @Test
    void read_file_namesItWhenRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.model"), "rubbish");

        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void read_folder_isNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModelFile.read(folder))
                .withMessageContaining(folder.toString());
    }
}
