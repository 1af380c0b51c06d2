package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NetworkListTextsTest {

    /** Whatever stands in a list is read, or said to be wrong with its line. */
    @Property(seed = "1", tries = 300)
    void files_anyText_areReadOrRefused(@ForAll("texts") String text) throws IOException {
        Path list = Files.createTempFile("abatis", ".list");
        try {
            Files.writeString(list, text);
            List<String> problems = new ArrayList<>();
            NetworkList networks = new NetworkList(NetworkList::notEverybody, problems, new HashMap<>());
            networks.addFile("x", list);
            long entries = text.lines()
                    .map(line -> line.replaceFirst("(?s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .count();
            assertThat(problems).hasSizeLessThanOrEqualTo((int) entries).allMatch(line -> line.startsWith("x, line "));
            if (problems.isEmpty()) {
                assertThat(networks.networks().isEmpty()).isEqualTo(entries == 0);
            }
        } finally {
            Files.delete(list);
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\n",
                        "\n",
                        "\r\n",
                        "\r",
                        "#",
                        " ",
                        "\t",
                        "10.0.0.1",
                        "10.0.0.0/8",
                        "::/0",
                        "2001:db8::/32",
                        "/8",
                        "x",
                        "\ufeff",
                        "\u0000")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
