package io.abatis.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a page for operators.
 *
 * @param blocks what stands between fences, in the page's order
 */
record OperatorsPage(List<Block> blocks) {

    private static final String FENCE = "```";

    /** An example in a language, {@code hocon} or {@code nginx}; its first line is the name that tests know it by. */
    record Block(String language, String text) {}

    static OperatorsPage read(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        @Nullable String language = null;
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(page)) {
            String bare = line.strip();
            if (!bare.startsWith(FENCE)) {
                text.append(line).append('\n');
            } else if (language == null) {
                language = bare.substring(FENCE.length());
                text.setLength(0);
            } else {
                blocks.add(new Block(language, text.toString()));
                language = null;
            }
        }
        return new OperatorsPage(List.copyOf(blocks));
    }

    /** All examples in a language. */
    List<String> in(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The one example that begins with the comment. */
    String named(String comment) {
        List<String> found = blocks.stream()
                .map(Block::text)
                .filter(text -> text.startsWith("# " + comment + "\n"))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " examples are named '" + comment + "'");
        }
        return found.get(0);
    }
}
