package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Bytes to lines. */
final class LinesTest {

    private static final int BUFFER = 1 << 16;

    private static List<String> lines(InputStream in, int longest) throws IOException {
        Lines lines = new Lines(in, longest);
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
            assertThat(lines.number()).isEqualTo(all.size());
        }
        return all;
    }

    private static List<String> lines(String text, int longest) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
    }

    /** The plain way: decode all, then cut. */
    private static List<String> reference(byte[] text, int longest) {
        List<String> lines = new ArrayList<>(List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(line -> line.substring(0, Math.min(line.length(), longest)));
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return lines;
    }

    @Provide
    Arbitrary<byte[]> texts() {
        return Arbitraries.of(
                        (byte) '\n',
                        (byte) '\r',
                        (byte) 'a',
                        (byte) 0xc3,
                        (byte) 0xa9,
                        (byte) 0xe2,
                        (byte) 0x82,
                        (byte) 0xac,
                        (byte) 0xf0,
                        (byte) 0x9f,
                        (byte) 0x98,
                        (byte) 0x80,
                        (byte) 0xff)
                .array(byte[].class)
                .ofMaxSize(60);
    }

    @Property(seed = "1")
    void next_anyBytes_givesWhatDecodingTheWholeTextGives(
            @ForAll("texts") byte[] text, @ForAll @IntRange(min = 1, max = 20) int longest) throws IOException {
        assertThat(lines(new ByteArrayInputStream(text), longest)).isEqualTo(reference(text, longest));
    }

    @Property(seed = "1", tries = 200)
    void next_linesAcrossTheBuffersEnd_areWhole(@ForAll("texts") byte[] text, @ForAll @IntRange(max = 60) int before)
            throws IOException {
        byte[] all = new byte[BUFFER - before + text.length];
        Arrays.fill(all, 0, BUFFER - before, (byte) 'x');
        System.arraycopy(text, 0, all, BUFFER - before, text.length);

        assertThat(lines(new ByteArrayInputStream(all), all.length)).isEqualTo(reference(all, all.length));
    }

    @Test
    void next_lineFarTooLong_isCutAndTheNextOneWhole() throws IOException {
        assertThat(lines("\u20ac".repeat(BUFFER * 3) + "\nnext", 10)).containsExactly("\u20ac".repeat(10), "next");
    }

    @Test
    void next_nothing_isNoLine() throws IOException {
        assertThat(lines("", 10)).isEmpty();
        assertThat(lines("\n", 10)).containsExactly("");
    }
}
