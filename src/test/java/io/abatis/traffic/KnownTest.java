package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.abatis.traffic.LogFormat.UnreadableLine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Remembering must never change what a part means. */
final class KnownTest {

    private int asked;

    private String read(String part) throws UnreadableLine {
        asked++;
        if (part.isEmpty()) {
            throw new UnreadableLine("nothing");
        }
        return "<" + part + ">";
    }

    @Test
    void of_partsThatCollide_meanWhatTheyMean() throws UnreadableLine {
        Known<String> known = new Known<>(4, this::read);
        Random random = new Random(1);
        List<String> words = List.of("a", "b", "ab", "ba", "Aa", "BB", "x".repeat(256), "x".repeat(257), "é");
        for (int i = 0; i < 10_000; i++) {
            String word = words.get(random.nextInt(words.size()));
            String line = "[" + word + "]";
            Known.Part<String> part = known.of(line, 1, line.length() - 1);
            assertThat(part.text()).isEqualTo(word);
            assertThat(part.meaning()).isEqualTo("<" + word + ">");
        }
    }

    @Test
    void of_samePartAgain_isNotReadAgain() throws UnreadableLine {
        Known<String> known = new Known<>(1, this::read);
        Known.Part<String> first = known.of("12:00 a", 0, 5);
        assertThat(known.of("12:00 b", 0, 5)).isSameAs(first);
        assertThat(asked).isEqualTo(1);
        assertThat(known.of("12:0", 0, 4).text()).isEqualTo("12:0");
    }

    @Test
    void of_partWithoutMeaning_failsEachTime() {
        Known<String> known = new Known<>(8, this::read);
        for (int i = 1; i <= 2; i++) {
            assertThatExceptionOfType(UnreadableLine.class).isThrownBy(() -> known.of("a", 1, 1));
            assertThat(asked).isEqualTo(i);
        }
    }
}
