package io.abatis.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models written by hand, one a version of the format that is read, must go on being read as they are. */
final class GoldenModelTest {

    static List<Path> models() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenModelTest.class.getResource("golden"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".model"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void models_currentVersion_isAmongThem() throws Exception {
        assertThat(models()).extracting(file -> file.getFileName().toString()).containsExactly("version-2.model");
    }

    @ParameterizedTest
    @MethodSource("models")
    void read_golden_isWrittenBackByteForByte(Path file) throws IOException {
        assertThat(ModelFile.bytes(ModelFile.read(file))).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @MethodSource("models")
    void score_golden_isAsRecorded(Path file) throws IOException {
        Forest forest = ModelFile.read(file).forest();
        Path scores = Path.of(file.toString().replace(".model", ".scores"));
        List<String> lines = Files.readAllLines(scores).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            String[] sides = line.split(" = ", 2);
            int[] vector = Arrays.stream(sides[0].split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(forest.score(vector)).as(line).isEqualTo(Double.parseDouble(sides[1]));
        }
    }
}
