package io.abatis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.0.2.1, 192.0.2.1/32",
        "192.0.2.1/32, 192.0.2.1/32",
        "2001:DB8::/32, 2001:db8::/32",
        "::/0, ::/0",
        "::1, ::1/128",
        "::1/128, ::1/128",
    })
    void parse_goodEntry_readsIt(String text, String canonical) {
        assertThat(Cidr.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/00",
                "10.0.0.0/08",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "10.0.0.0 /8",
                " 10.0.0.0/8",
                "10.0.0.0/8 ",
                "10.0.0.0/8\n",
                "\n10.0.0.0/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/4294967304",
                "10.0.0.0/99999999999999999999",
                "10.0.0.0/\u0668",
                "10.0.0.0/0x8",
                "10.0.0.0/8.0",
                "10/8",
                "10.0.0/8",
                "10.0.0.1/8",
                "10.0.0.0-10.0.0.9",
                "10.0.0.*",
                "2001:db8::/129",
                "2001:db8::/032",
                "2001:db8::1/32",
                "::1/0",
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.0/104",
                "::ffff:10.0.0.1",
                "::ffff:0:0/96",
                "::ffff:a00:0/104",
                "fe80::1%eth0",
                "fe80::%eth0/64",
                "[::1]",
                "[::]/0",
                "localhost",
                "example.org/24",
                "\u0661\u0660.0.0.0/8",
                "10.0.0.0/8,10.1.0.0/16"
            })
    void parse_badEntry_isRefusedByName(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }

    @Test
    void parse_hostBits_saysWhatToWrite() {
        assertThatThrownBy(() -> Cidr.parse("10.1.2.3/8")).hasMessageContaining("write 10.0.0.0/8");
    }

    @Test
    void of_severalBadEntries_reportsEach() {
        assertThatThrownBy(() -> CidrSet.of(List.of("10.0.0.0/8", "10.0.0.0/33", "::1", "nobody", "::ffff:1.2.3.4")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .hasSize(3)
                        .anyMatch(line -> line.contains("10.0.0.0/33"))
                        .anyMatch(line -> line.contains("nobody"))
                        .anyMatch(line -> line.contains("::ffff:1.2.3.4")));
    }

    @Test
    void contains_everythingOfOneFamily_holdsNothingOfTheOther() {
        assertThat(Cidr.parse("0.0.0.0/0").contains(Ip.of("::1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(Ip.of("::ffff:1.2.3.4"))).isTrue();
        assertThat(Cidr.parse("::/0").contains(Ip.of("1.2.3.4"))).isFalse();
        assertThat(Cidr.parse("::/0").contains(Ip.of("::1.2.3.4"))).isTrue();
    }

    @Test
    void empty_anything_isNotIn() {
        assertThat(CidrSet.empty().isEmpty()).isTrue();
        assertThat(CidrSet.of(List.of()).isEmpty()).isTrue();
        assertThat(CidrSet.empty().contains(Ip.of("10.0.0.1"))).isFalse();
        assertThat(CidrSet.of(List.of("::/0")).isEmpty()).isFalse();
    }

    @Property(seed = "1")
    void contains_anyNetworkAndAddress_agreesWithBits(
            @ForAll("addresses") Ip member, @ForAll("prefixes") int prefix, @ForAll("flips") BigInteger flip) {
        int length = Math.min(prefix, member.width());
        Cidr network = new Cidr(member.network(length), length);
        Ip other = ip(bits(member).xor(flip.mod(BigInteger.ONE.shiftLeft(member.width()))));
        boolean sameFamily = other.isV4() == member.isV4();
        boolean sameBits = bits(member)
                .xor(bits(other))
                .shiftRight(member.width() - length)
                .equals(BigInteger.ZERO);
        assertThat(network.contains(member)).isTrue();
        assertThat(network.contains(other)).isEqualTo(sameFamily && sameBits);
        assertThat(Cidr.parse(network.toString())).isEqualTo(network);
        assertThat(CidrSet.of(List.of("192.0.2.1", network.toString())).contains(other))
                .isEqualTo(network.contains(other) || other.equals(Ip.of("192.0.2.1")));
    }

    private static BigInteger bits(Ip ip) {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(ip.high()).putLong(ip.low()).array());
    }

    private static Ip ip(BigInteger bits) {
        return new Ip(bits.shiftRight(64).longValue(), bits.longValue());
    }

    @Provide
    static Arbitrary<Ip> addresses() {
        return IpTest.addresses();
    }

    @Provide
    static Arbitrary<Integer> prefixes() {
        return Arbitraries.integers().between(0, 128);
    }

    /** One bit, or several: near misses on both sides of the prefix. */
    @Provide
    static Arbitrary<BigInteger> flips() {
        Arbitrary<BigInteger> one = Arbitraries.integers().between(0, 127).map(BigInteger.ONE::shiftLeft);
        return Combinators.combine(
                        one,
                        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN),
                        Arbitraries.of(true, false))
                .as((bit, low, both) -> both ? bit.xor(low) : bit);
    }
}
