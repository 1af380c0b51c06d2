package io.abatis.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.abatis.Mutants;
import io.abatis.client.Ip;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OffenderBytesFuzzTest {

    private static final Ip CLIENT = Ip.of("192.0.2.1");
    private static final int FIRST_COUNT = 2;
    private static final int FLAGS = 30;
    private static final int SANCTION = 31;
    private static final int ORIGIN = 32;
    private static final int SINCE = 33;
    private static final int UNTIL = 41;
    private static final int SCORE = 49;
    private static final int EARLIER = 57;

    private static Offender banned() {
        Ban ban = new Ban(CLIENT, Sanction.BAN, 1_000, 2_000, 0.75, 3, Origin.OPERATOR);
        return new Offender(CLIENT, 1, 2, 3, 900, 2_000, ban, null, new Exemption(1, 2));
    }

    @Property(seed = "1")
    void read_whatWasWritten_isTheSame(@ForAll long seed, @ForAll int number) throws Exception {
        Offender offender = Samples.offender(Samples.ip(number), new SplittableRandom(seed));
        assertThat(OffenderBytes.read(offender.client(), OffenderBytes.of(offender)))
                .isEqualTo(offender);
    }

    /** What is on disks must be read by later versions, too. */
    @Test
    void of_version1_isThisByteForByte() {
        String hex = "0101" + "00000001" + "00000002" + "00000003" + "0000000000000384" + "00000000000007d0" + "03"
                + "0101" + "00000000000003e8" + "00000000000007d0" + "3fe8000000000000" + "00000003"
                + "0000000000000001" + "0000000000000002";
        assertThat(OffenderBytes.of(banned())).asHexString().isEqualToIgnoringCase(hex);
    }

    @Test
    void of_veryManyMemories_keepsTheLastOnes() throws Exception {
        Offender one = banned();
        for (int i = 0; i < 500; i++) {
            one = new Offender(CLIENT, i, 0, 0, 0, 0, null, one, null);
        }
        Offender read = OffenderBytes.read(CLIENT, OffenderBytes.of(one));
        int expected = 499;
        for (Offender next = read; next != null; next = next.before()) {
            assertThat(next.delays()).isEqualTo(expected--);
        }
        assertThat(499 - expected).isEqualTo(OffenderBytes.MOST_MEMORIES);
    }

    @ParameterizedTest(name = "byte {0} = {1}: {2}")
    @CsvSource({
        "1, 0, no memory",
        "1, -1, no memory",
        "1, 2, too few bytes",
        FIRST_COUNT + ", -1, a negative count",
        FLAGS + ", 4, flags",
        FLAGS + ", 1, bytes left",
        FLAGS + ", 0, bytes left",
        SANCTION + ", 2, an unknown word",
        SANCTION + ", -1, an unknown word",
        ORIGIN + ", 2, an unknown word",
        EARLIER + ", -128, a negative count",
    })
    void read_aByteThatMakesNoSense_isRefused(int position, byte value, String why) {
        byte[] bytes = OffenderBytes.of(banned());
        bytes[position] = value;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffenderBytes.read(CLIENT, bytes))
                .withMessage(why);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "-0.001", "1.0001", "Infinity", "-Infinity"})
    void read_scoreThatIsNone_isRefused(double score) {
        byte[] bytes = OffenderBytes.of(banned());
        ByteBuffer.wrap(bytes).putDouble(SCORE, score);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffenderBytes.read(CLIENT, bytes))
                .withMessage("a score that is none");
    }

    @Test
    void read_banThatEndsBeforeItBegins_isRefused() throws Exception {
        byte[] bytes = OffenderBytes.of(banned());
        ByteBuffer.wrap(bytes).putLong(SINCE, 5).putLong(UNTIL, 5);
        assertThat(OffenderBytes.read(CLIENT, bytes).ban()).isNotNull();
        ByteBuffer.wrap(bytes).putLong(UNTIL, 4);
        assertThatIllegalArgumentException().isThrownBy(() -> OffenderBytes.read(CLIENT, bytes));
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "-1", "127"})
    void read_anotherVersion_isNotGuessedAt(byte version) {
        byte[] bytes = OffenderBytes.of(banned());
        bytes[0] = version;
        assertThatExceptionOfType(StrangeVersionException.class)
                .isThrownBy(() -> OffenderBytes.read(CLIENT, bytes))
                .withMessageContaining("version " + version);
    }

    @Test
    void read_truncatedAnywhere_isRefused() {
        byte[] bytes = OffenderBytes.of(banned());
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> OffenderBytes.read(CLIENT, part));
        }
    }

    @Property(seed = "1")
    void read_mutant_isAnOffenderOrRefused(@ForAll long number, @ForAll long seed) {
        check(Mutants.of(OffenderBytes.of(Samples.offender(CLIENT, new SplittableRandom(seed))), number));
    }

    @FuzzTest(maxDuration = "60s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }

    private static void check(byte[] bytes) {
        Offender read;
        try {
            read = OffenderBytes.read(CLIENT, bytes);
        } catch (IllegalArgumentException | StrangeVersionException e) {
            return;
        }
        assertThat(OffenderBytes.of(read)).isEqualTo(bytes);
    }
}
