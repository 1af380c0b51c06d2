package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.traffic.TrafficGenerator.Notation;
import io.abatis.traffic.TrafficGenerator.Plan;
import io.abatis.traffic.TrafficGenerator.Summary;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/*
 * The expected sums are those of the reference program's output in Python 3, for example
 *   random.seed(52); hashlib.sha256(log(CreateAPITraffic(10000, benignIPs, hackerIPs, callNames, .8, 50))).hexdigest()
 * where log() is what csv.writer writes: the header 'Time,IP_Address,API_Call' and the rows, each ended by CRLF.
 */
final class TrafficGeneratorTest {

    private static Plan plan(String seed, int calls, double bias, int outlier) {
        return new Plan(
                new BigInteger(seed),
                calls,
                bias,
                outlier,
                TrafficGenerator.ROUTES,
                TrafficGenerator.BENIGN,
                TrafficGenerator.HACKERS,
                Notation.COLONS);
    }

    private static Plan plan(List<String> routes, List<String> benign, List<String> hackers, Notation notation) {
        return new Plan(BigInteger.valueOf(5), 500, .8, 3, routes, benign, hackers, notation);
    }

    private static String log(Plan plan) throws IOException {
        StringBuilder log = new StringBuilder();
        new TrafficGenerator(plan).write(log);
        return log.toString();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "52, 10000, .8, 50, 9320, 680, 5.599999999999998, 314158, 3f898ed379a5e001e97e64cf47cf4c9b506bcccb3cd038969b3c882ab1157713",
        "19, 5000, .95, 15, 4975, 25, 1.4000000000000021, 157278, 13ebbbadef9f9d3237a38941903340f4cc05f454bdf3fd9ee28ab723dd03b1b5",
        "0, 1000, .8, 50, 920, 80, 5.599999999999998, 31478, 335f173a778f8ec9c2305eb45cb46aab0e25d6abb28cad8bbd4411fe5c812e39",
        "3, 200, 1, 7, 199, 1, 0.0, 6318, 5d58ee4be35d5527c7f082a6f8089ce55bab901cdc5065d34fcd45477815ac6e",
        "3, 100, 1, 1, 0, 100, 0.0, 3178, 63cdc148f9bbd7b777ac5b73fe2c5b950263a8019a947eed031a14a558e94935",
        "3, 500, 1e-9, 50, 0, 500, 27.999999972, 15778, 7b99dd19868d8efbd24aa270eefd5c6c841b6c7529cd6153c4b63bc871170594",
    })
    void write_settings_givesTheReferenceLog(
            String seed,
            int calls,
            double bias,
            int outlier,
            int benign,
            int hackers,
            String threshold,
            int bytes,
            String sum)
            throws Exception {
        StringBuilder log = new StringBuilder();
        Summary summary = new TrafficGenerator(plan(seed, calls, bias, outlier)).write(log);

        assertThat(summary)
                .hasToString("There are " + benign + " benign entries and " + hackers
                        + " hacker entries with a threshold of " + threshold + ".");
        assertThat(summary.benign()).isEqualTo(benign);
        assertThat(summary.hackers()).isEqualTo(hackers);
        assertThat(log).hasSize(bytes);
        assertThat(sha256(log.toString())).isEqualTo(sum);
    }

    /** The seeds are 2**32-1, 2**32, 2**63, 2**64, 2**64+52 and 10**40. */
    @ParameterizedTest
    @CsvSource({
        "4294967295, ddd317f2df704866defe264d84b9244f5526ffeb6f86e49ac884788bbb013da2",
        "4294967296, 3d801a94301ccca1486e51b2adebd536c739df2825dae06f3b5eb0da8778dc0d",
        "9223372036854775808, b90b247a30d0977e94f7b74ea561593ea98a5e597f8edd160e6e072b695053d4",
        "18446744073709551616, 794171b30c1bb5ff0c8d9445d82fb2d43ccb086db42bce96724636ff370d5447",
        "18446744073709551668, 17b98f1132bf41e2f44cd53fda73ba430daff77dda643f8e670d411ae311fd00",
        "10000000000000000000000000000000000000000, cc7777a52ef725d9d1baca6dbbbb5119f44949ccbab504984afddad38f8c0cec",
    })
    void write_seedBeyondAWord_givesTheReferenceLog(String seed, String sum) throws Exception {
        assertThat(sha256(log(plan(seed, 1_000, .8, 50)))).isEqualTo(sum);
    }

    /** The seed is 2**20000+1: more words than the twister has. */
    @Test
    void write_seedLongerThanTheState_givesTheReferenceLog() throws Exception {
        String seed = BigInteger.TWO.pow(20_000).add(BigInteger.ONE).toString();

        assertThat(sha256(log(plan(seed, 1_000, .8, 50))))
                .isEqualTo("ae832adf298123914b6553c1c236f9062eeca85ec163e8594785838ef2bc3a3f");
    }

    @Test
    void write_seventeenRoutes_givesTheReferenceLog() throws Exception {
        List<String> routes = IntStream.range(0, 17).mapToObj(i -> "r" + i).toList();
        Plan plan = new Plan(
                BigInteger.valueOf(5),
                500,
                .3,
                3,
                routes,
                TrafficGenerator.BENIGN,
                TrafficGenerator.HACKERS,
                Notation.COLONS);

        assertThat(sha256(log(plan))).isEqualTo("4846d0071285f1f7de9387a9e6cdea6a71b0ef1064b9f9bab574c05f7737f325");
    }

    @Test
    void write_oneOfEach_givesTheReferenceLog() throws Exception {
        Plan plan = new Plan(
                BigInteger.valueOf(5),
                50,
                .5,
                3,
                List.of("A"),
                List.of("10.0.0.1"),
                List.of("10:0:0:2"),
                Notation.COLONS);

        assertThat(sha256(log(plan))).isEqualTo("6f35b2067640beb1f66cb62b816268219c68e852e9b84f463a0cd3a935df4f32");
    }

    /** An address in both lists counts as hostile, as {@code in hackerIP} says in the reference program. */
    @Test
    void write_addressInBothLists_givesTheReferenceLog() throws Exception {
        Plan plan = plan(
                TrafficGenerator.ROUTES,
                List.of("10.0.0.1", "10.0.0.2"),
                List.of("10.0.0.2", "10.0.0.3"),
                Notation.COLONS);

        assertThat(sha256(log(plan))).isEqualTo("5f9b642f5e197c36b5bb74542a795a57063f074dfc927ac1341bf62e15e43d99");
    }

    @Test
    void write_dotted_differsInNothingButDots() throws Exception {
        Plan dotted = new Plan(
                BigInteger.valueOf(52),
                10_000,
                .8,
                50,
                TrafficGenerator.ROUTES,
                TrafficGenerator.BENIGN,
                TrafficGenerator.HACKERS,
                Notation.DOTTED);

        assertThat(sha256(log(dotted))).isEqualTo("89349252766c3ee01d1bd90c6ed1dd3a49e528364d1d3046ac532c36a1a33bdb");
    }

    @ParameterizedTest
    @CsvSource({"DOTTED, 10.0.0.1, 10.9.0.2", "COLONS, 10:0:0:1, 10:9:0:2"})
    void write_mappedAddress_isWrittenAsIpv4(Notation notation, String benign, String hacker) throws Exception {
        List<String> lines = log(plan(
                        TrafficGenerator.ROUTES, List.of("::ffff:10.0.0.1"), List.of("10:9:0:2"), notation))
                .lines()
                .skip(1)
                .toList();

        assertThat(lines).hasSize(500);
        assertThat(lines.stream().map(line -> line.split(",", -1)[1]).distinct())
                .containsExactlyInAnyOrder(benign, hacker);
    }

    @Test
    void write_twoDaysAndASecond_wrapsAtMidnightAsTheReferenceLog() throws Exception {
        String log = log(plan("7", 172_801, .8, 50));
        String[] lines = log.split("\r\n", -1);

        assertThat(lines[86_399]).startsWith("23:59:59,");
        assertThat(lines[86_400]).startsWith("00:00:00,");
        assertThat(lines[172_801]).startsWith("00:00:01,");
        assertThat(sha256(log)).isEqualTo("8a6b2b43e564b8c336abc37cc1e5f95b231f114e152017500335c055d2549ebc");
    }

    /** In Python {@code len(r) * 2 - len(r) * 2 * .9999999} is printed as 2.799999997193936e-06. */
    @Test
    void write_biasNearOne_saysTheThresholdAsPythonDoes() throws Exception {
        assertThat(new TrafficGenerator(plan("1", 10, .9999999, 5)).write(new StringBuilder()))
                .asString()
                .endsWith("threshold of 2.799999997193936e-06.");
    }

    /** A product of more than 31 bits: the first calls' weights in Python are far above the threshold, so all but the first is benign. */
    @Test
    void write_manyRoutes_weighsWithoutOverflow() throws Exception {
        List<String> routes = IntStream.range(0, 60_000).mapToObj(i -> "r" + i).toList();
        Plan plan = new Plan(
                BigInteger.ONE, 2_000, .9999, 2_000, routes, List.of("10.0.0.1"), List.of("10.0.0.2"), Notation.COLONS);

        assertThat(new TrafficGenerator(plan).write(new StringBuilder()).hackers())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "-1 | 1 | .8 | 1 | a | 10.0.0.1 | 10.0.0.2 | seed",
                "1 | 0 | .8 | 1 | a | 10.0.0.1 | 10.0.0.2 | calls",
                "1 | 1 | 0 | 1 | a | 10.0.0.1 | 10.0.0.2 | bias",
                "1 | 1 | -.1 | 1 | a | 10.0.0.1 | 10.0.0.2 | bias",
                "1 | 1 | 1.0000001 | 1 | a | 10.0.0.1 | 10.0.0.2 | bias",
                "1 | 1 | NaN | 1 | a | 10.0.0.1 | 10.0.0.2 | bias",
                "1 | 1 | Infinity | 1 | a | 10.0.0.1 | 10.0.0.2 | bias",
                "1 | 1 | .8 | 0 | a | 10.0.0.1 | 10.0.0.2 | outlier",
                "1 | 1 | .8 | 1 | none | 10.0.0.1 | 10.0.0.2 | routes",
                "1 | 1 | .8 | 1 | a;b;a | 10.0.0.1 | 10.0.0.2 | routes must not name a call twice",
                "1 | 1 | .8 | 1 | a; ;b | 10.0.0.1 | 10.0.0.2 | route",
                "1 | 1 | .8 | 1 | a,b | 10.0.0.1 | 10.0.0.2 | route",
                "1 | 1 | .8 | 1 | a\"b | 10.0.0.1 | 10.0.0.2 | route",
                "1 | 1 | .8 | 1 | a\u0085b | 10.0.0.1 | 10.0.0.2 | route",
                "1 | 1 | .8 | 1 | a | none | 10.0.0.2 | benign",
                "1 | 1 | .8 | 1 | a | 10.0.0.1 | none | hackers",
                "1 | 1 | .8 | 1 | a | 10.0.0.256 | 10.0.0.2 | '10.0.0.256' is not an IPv4 address",
                "1 | 1 | .8 | 1 | a | 10.0.0.1 | 10:0:0 | '10:0:0' is not an IPv4 address",
                "1 | 1 | .8 | 1 | a | 2001:db8::1 | 10.0.0.2 | '2001:db8::1' is not an IPv4 address",
            })
    void plan_componentOutOfRange_isNamed(
            String seed,
            int calls,
            double bias,
            int outlier,
            @Nullable String routes,
            @Nullable String benign,
            @Nullable String hackers,
            String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan(
                        new BigInteger(seed),
                        calls,
                        bias,
                        outlier,
                        list(routes),
                        list(benign),
                        list(hackers),
                        Notation.COLONS))
                .withMessageContaining(named);
    }

    private static List<String> list(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(";", -1));
    }
}
