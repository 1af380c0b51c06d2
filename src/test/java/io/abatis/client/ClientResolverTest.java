package io.abatis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientResolverTest {

    private static final CidrSet PROXIES = CidrSet.of(List.of("10.0.0.0/8", "2001:db8:ff::/48", "::1"));
    private static final ClientResolver RESOLVER = new ClientResolver(PROXIES, ForwardedHeader.X_FORWARDED_FOR, 64);

    /** Header lines are parted by a bar. */
    @ParameterizedTest(name = "{3}: {0} says [{1}]")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "203.0.113.9; 198.51.100.1; 203.0.113.9; an untrusted peer's header is ignored",
                "203.0.113.9; 10.0.0.1; 203.0.113.9; an untrusted peer claims a proxy",
                "10.0.0.1; ''; 10.0.0.1; an empty header",
                "10.0.0.1; 198.51.100.1; 198.51.100.1; one hop",
                "10.0.0.1; 192.0.2.66, 198.51.100.1; 198.51.100.1; the leftmost is spoofed",
                "10.0.0.1; 192.0.2.66, 198.51.100.1, 10.9.9.9; 198.51.100.1; behind a second trusted proxy",
                "10.0.0.1; 192.0.2.66 | 198.51.100.1; 198.51.100.1; the last line is nearest",
                "10.0.0.1; 192.0.2.66, 198.51.100.1 | 10.9.9.9; 198.51.100.1; the walk goes on in the line before",
                "10.0.0.1; 198.51.100.1 | 10.9.9.8 | 10.9.9.9; 198.51.100.1; three lines",
                "10.0.0.1; 10.0.0.3, 10.0.0.2; 10.0.0.3; all are trusted: the first of them",
                "10.0.0.1; 198.51.100.1, unknown; 10.0.0.1; unknown ends the walk",
                "10.0.0.1; unknown, 10.0.0.2; 10.0.0.2; unknown behind a proxy",
                "10.0.0.1; 198.51.100.1, _hidden; 10.0.0.1; an obfuscated name ends the walk",
                "10.0.0.1; 198.51.100.1, proxy.example; 10.0.0.1; a host name ends the walk",
                "10.0.0.1; 198.51.100.1,; 10.0.0.1; an empty last entry",
                "10.0.0.1; 198.51.100.1,,10.0.0.2; 10.0.0.2; an empty entry between",
                "10.0.0.1; ',198.51.100.1'; 10.0.0.1; a quote is no address",
                "10.0.0.1; ,198.51.100.1; 198.51.100.1; an empty first entry is never reached",
                "10.0.0.1; 198.51.100.1 | ; 10.0.0.1; an empty last line",
                "10.0.0.1; 198.51.100.1:4711; 198.51.100.1; a port",
                "10.0.0.1; 198.51.100.1:; 10.0.0.1; a port is missing",
                "10.0.0.1; 198.51.100.1:http; 10.0.0.1; a port of letters",
                "10.0.0.1; 198.51.100.1:123456; 10.0.0.1; a port too long",
                "10.0.0.1; [2001:db8:1:2:3::4]:4711; 2001:db8:1:2::; brackets and a port",
                "10.0.0.1; [2001:db8:1:2:3::4]; 2001:db8:1:2::; brackets",
                "10.0.0.1; [2001:db8::4; 10.0.0.1; no closing bracket",
                "10.0.0.1; [2001:db8::4]x; 10.0.0.1; garbage after the bracket",
                "10.0.0.1; [2001:db8::4]:; 10.0.0.1; brackets without the port",
                "10.0.0.1; []; 10.0.0.1; empty brackets",
                "10.0.0.1; [; 10.0.0.1; a bracket",
                "10.0.0.1; ]; 10.0.0.1; a closing bracket",
                "10.0.0.1; 2001:db8:1:2:3:4:5:6; 2001:db8:1:2::; IPv6 is keyed to its /64",
                "10.0.0.1; fe80::7%eth0; fe80::; a zone",
                "10.0.0.1; ::ffff:198.51.100.1; 198.51.100.1; a mapped address is IPv4",
                "10.0.0.1; 198.51.100.1, ::ffff:10.0.0.2; 198.51.100.1; a mapped proxy is trusted as IPv4",
                "::ffff:10.0.0.1; 198.51.100.1; 198.51.100.1; a mapped peer is trusted as IPv4",
                "::1; 198.51.100.1; 198.51.100.1; an IPv6 peer",
                "2001:db8:ff::7; 2001:db8:1::9, 2001:db8:ff::8; 2001:db8:1::; an IPv6 chain",
                "::2; 198.51.100.1; ::; a stranger in the /64 of a trusted address",
                "10.0.0.1; 198.51.100.01; 10.0.0.1; a leading zero",
                "10.0.0.1; 0xc6336401; 10.0.0.1; a number",
                "10.0.0.1; for=198.51.100.1; 10.0.0.1; the syntax of another header",
                "10.0.0.1; \t 198.51.100.1 \t; 198.51.100.1; blanks around",
                "10.0.0.1; 198.51.100.1 10.0.0.2; 10.0.0.1; blanks within",
                "10.0.0.1; :80; 10.0.0.1; a port alone",
                "10.0.0.1; \u0661\u0660.0.0.2; 10.0.0.1; digits of another script",
            })
    void resolve_scenario_findsTheClient(String peer, String header, String client, String scenario) {
        List<String> lines = header.equals("''") ? List.of("") : Arrays.asList(header.split("\\|", -1));
        Caller caller = RESOLVER.resolve(Ip.of(peer), lines);
        assertThat(caller.client()).as(scenario).hasToString(client);
        assertThat(caller.isProxy())
                .as(scenario)
                .isEqualTo(PROXIES.contains(Ip.of(peer)) && PROXIES.contains(Ip.of(client)));
    }

    @Test
    void resolve_noHeader_isThePeer() {
        assertThat(RESOLVER.resolve(Ip.of("10.0.0.1"), List.of())).isEqualTo(new Caller(Ip.of("10.0.0.1"), true));
    }

    @Test
    void resolve_nobodyTrusted_isThePeerEvenFromPrivateRanges() {
        ClientResolver nobody = ClientResolver.SOCKETS;
        for (String peer : List.of("127.0.0.1", "10.0.0.1", "192.168.0.1", "172.16.0.1")) {
            assertThat(nobody.resolve(Ip.of(peer), List.of("198.51.100.1"))).isEqualTo(new Caller(Ip.of(peer), false));
        }
        assertThat(nobody.resolve(Ip.of("::1"), List.of("198.51.100.1"))).isEqualTo(new Caller(Ip.of("::"), false));
    }

    @ParameterizedTest
    @CsvSource({"128, 2001:db8:1:2:3::4", "56, 2001:db8:1::", "48, 2001:db8:1::", "1, ::", "64, 2001:db8:1:2::"})
    void key_ipv6_isCutToThePrefix(int prefix, String client) {
        assertThat(new ClientResolver(PROXIES, ForwardedHeader.X_FORWARDED_FOR, prefix).key(Ip.of("2001:db8:1:2:3::4")))
                .hasToString(client);
        assertThat(new ClientResolver(PROXIES, ForwardedHeader.X_FORWARDED_FOR, prefix).key(Ip.of("192.0.2.77")))
                .hasToString("192.0.2.77");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 129, Integer.MAX_VALUE})
    void constructor_prefixOutOfRange_isRefused(int prefix) {
        assertThatThrownBy(() -> new ClientResolver(PROXIES, ForwardedHeader.X_FORWARDED_FOR, prefix))
                .hasMessageContaining("1..128");
    }

    @Property(seed = "1")
    void resolve_anyHeader_neverThrowsAndNeverCreditsTextLeftOfTheFirstStranger(@ForAll("lines") List<String> spoofed) {
        assertThat(RESOLVER.resolve(Ip.of("10.0.0.1"), spoofed)).isNotNull();
        List<String> real = new java.util.ArrayList<>(spoofed);
        real.add("198.51.100.1, 10.3.3.3");
        assertThat(RESOLVER.resolve(Ip.of("10.0.0.1"), real)).isEqualTo(new Caller(Ip.of("198.51.100.1"), false));
        assertThat(RESOLVER.resolve(Ip.of("203.0.113.9"), spoofed)).isEqualTo(new Caller(Ip.of("203.0.113.9"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                " ",
                "10.0.0.1,",
                "10.0.0.1, ",
                ":",
                "[",
                "]",
                "[,",
                "1",
                "::1,",
                "[::1]:1,",
                "%",
                "::1%x",
                "\u0661"
            })
    void resolve_headerOfAMegabyte_takesLinearTime(String part) {
        String header = part.repeat((1 << 20) / part.length()) + "10.0.0.2";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 10; i++) {
                assertThat(RESOLVER.resolve(Ip.of("10.0.0.1"), List.of(header))).isNotNull();
            }
        });
    }

    @Provide
    static Arbitrary<List<String>> lines() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.of(
                        ",", ",", " ", "[", "]", ":", "%", "::1", "10.0.0.7", "192.0.2.66", ":80", "unknown", "\0"));
        return parts.list()
                .ofMaxSize(12)
                .map(list -> String.join("", list))
                .list()
                .ofMaxSize(4);
    }
}
