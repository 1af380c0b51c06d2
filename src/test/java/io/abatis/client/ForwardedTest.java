package io.abatis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/** The walk through {@code Forwarded}, RFC 7239. */
final class ForwardedTest {

    private static final CidrSet PROXIES = CidrSet.of(List.of("10.0.0.0/8", "2001:db8:ff::/48"));
    private static final ClientResolver RESOLVER = new ClientResolver(PROXIES, ForwardedHeader.FORWARDED, 64);
    private static final Ip PEER = Ip.of("10.0.0.1");

    /** Header lines are parted by a bar; the client is followed by a star if it is a proxy. */
    @ParameterizedTest(name = "{2}: [{0}]")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "for=198.51.100.1 @ 198.51.100.1 @ one hop",
                "FOR=198.51.100.1;PROTO=http @ 198.51.100.1 @ names in any case",
                "for=198.51.100.1;proto=https;by=203.0.113.43;host=a.example @ 198.51.100.1 @ all parameters",
                "by=203.0.113.43;for=198.51.100.1 @ 198.51.100.1 @ for in the second place",
                "secret=x;for=\"198.51.100.1\" @ 198.51.100.1 @ an unknown parameter, and quotes",
                "for=\"198.51.100.1:4711\" @ 198.51.100.1 @ a port",
                "for=\"198.51.100.1:_http\" @ 198.51.100.1 @ an obfuscated port",
                "for=\"[2001:db8:1:2:3::4]:4711\" @ 2001:db8:1:2:: @ IPv6 with a port",
                "for=\"[2001:db8:1:2:3::4]:_p.-_\" @ 2001:db8:1:2:: @ IPv6 with an obfuscated port",
                "for=\"[2001:db8:1:2:3::4]\" @ 2001:db8:1:2:: @ IPv6",
                "for=\"\\1\\98.51.100.\\1\" @ 198.51.100.1 @ quoted pairs",
                "for=\"\\[2001:db8:1:2::9\\]\" @ 2001:db8:1:2:: @ quoted brackets",
                "for=198.51.100.1;host=\"a,b;c\" @ 198.51.100.1 @ comma and semicolon within quotes",
                "for=198.51.100.1;host=\"a\\\"b, for=192.0.2.66\" @ 198.51.100.1 @ an escaped quote",
                "for=198.51.100.1;host=\"a\\\\\" @ 198.51.100.1 @ an escaped backslash at the end",
                "for=192.0.2.66, for=198.51.100.1;x=\"\\\\\\\", \" @ 198.51.100.1 @ an escaped backslash and an escaped quote",
                "for=192.0.2.66, for=198.51.100.1, for=10.9.9.9 @ 198.51.100.1 @ behind a second trusted proxy",
                "for=192.0.2.66|for=198.51.100.1 @ 198.51.100.1 @ the last line is nearest",
                "for=192.0.2.66, for=198.51.100.1|for=10.9.9.9 @ 198.51.100.1 @ the walk goes on in the line before",
                "for=10.0.0.3, for=10.0.0.2 @ 10.0.0.3* @ all are trusted: nobody knows who called the first",
                "for=198.51.100.1, for=\"[2001:db8:ff::7]\" @ 198.51.100.1 @ behind an IPv6 proxy",
                "for=198.51.100.1, for=\"[::ffff:10.0.0.2]\" @ 198.51.100.1 @ a mapped proxy is trusted as IPv4",
                "for=\"[fe80::7%eth0]\" @ fe80:: @ a zone",
                "for=unknown @ 10.0.0.1* @ unknown",
                "for=198.51.100.1, for=Unknown @ 10.0.0.1* @ unknown ends the walk",
                "for=198.51.100.1, for=_hidden @ 10.0.0.1* @ an obfuscated name ends the walk",
                "for=198.51.100.1, for=\"_hidden:80\" @ 10.0.0.1* @ an obfuscated name with a port",
                "for=198.51.100.1, for=unknown, for=10.0.0.2 @ 10.0.0.2* @ unknown behind a proxy",
                "for=198.51.100.1, for=proxy.example @ 10.0.0.1* @ a host name ends the walk",
                "for=198.51.100.1, proto=http @ 10.0.0.1* @ an element without for",
                "for=198.51.100.1, @ 10.0.0.1* @ an empty element",
                "for=198.51.100.1| @ 10.0.0.1* @ an empty line",
                ",for=198.51.100.1 @ 198.51.100.1 @ an empty element that is never reached",
                "for=198.51.100.1;for=198.51.100.1 @ 10.0.0.1* @ for twice",
                "for=198.51.100.1;FOR=unknown @ 10.0.0.1* @ for twice, once unknown",
                "for=unknown;for=198.51.100.1 @ 10.0.0.1* @ for twice, unknown first",
                "for=198.51.100.1; proto=http ;by=_a @ 198.51.100.1 @ blanks around semicolons are let pass",
                "for=198.51.100.1;;proto=http; @ 198.51.100.1 @ empty pairs",
                "for=198.51.100.1:80 @ 198.51.100.1 @ a colon without quotes is let pass",
                "for=[2001:db8:1:2::4]:80 @ 2001:db8:1:2:: @ brackets without quotes are let pass",
                "for=2001:db8:1:2::4 @ 10.0.0.1* @ IPv6 without brackets might end in a port",
                "for=\"2001:db8:1:2::4\" @ 10.0.0.1* @ quoted IPv6 without brackets",
                "for=\"[2001:db8:1:2::4\" @ 10.0.0.1* @ no closing bracket",
                "for=\"[2001:db8:1:2::4]x\" @ 10.0.0.1* @ text after the bracket",
                "for=\"198.51.100.1:\" @ 10.0.0.1* @ a port is missing",
                "for=\"198.51.100.1:_\" @ 10.0.0.1* @ an obfuscated port is missing",
                "for=\"198.51.100.1:123456\" @ 10.0.0.1* @ a port too long",
                "for=\"198.51.100.1:_ä\" @ 10.0.0.1* @ a port of other letters",
                "for=\" 198.51.100.1\" @ 10.0.0.1* @ a blank within quotes",
                "for = 198.51.100.1 @ 10.0.0.1* @ blanks around the equals sign",
                "for=198.51.100.1 proto=http @ 10.0.0.1* @ a semicolon is missing",
                "for=\"198.51.100.1\"x @ 10.0.0.1* @ text after the quotes",
                "for=x\"198.51.100.1\" @ 10.0.0.1* @ text before the quotes",
                "for= @ 10.0.0.1* @ no value",
                "for=\"\" @ 10.0.0.1* @ an empty value",
                "for @ 10.0.0.1* @ a name alone",
                "=198.51.100.1 @ 10.0.0.1* @ no name",
                "198.51.100.1 @ 10.0.0.1* @ the syntax of another header",
                "for=198.51.100.01 @ 10.0.0.1* @ a leading zero",
                "for=\u0661\u0660.0.0.2 @ 10.0.0.1* @ digits of another script",
                "ſor=198.51.100.1;for=192.0.2.66 @ 10.0.0.1* @ letters that only look alike",
                "for=198.51.100.1;host=\"a\u0001b\" @ 10.0.0.1* @ a control character within quotes",
                "for=198.51.100.1;host=\"a\u00e4\u4e2d\" @ 198.51.100.1 @ text that is no ASCII within quotes",
                "for=198.51.100.1;host=\u00e4 @ 10.0.0.1* @ text that is no ASCII outside",
            })
    void resolve_scenario_findsTheClient(String header, String client, String scenario) {
        Caller caller = RESOLVER.resolve(PEER, Arrays.asList(header.split("\\|", -1)));

        assertThat(caller.client() + (caller.isProxy() ? "*" : "")).as(scenario).isEqualTo(client);
    }

    @Test
    void resolve_untrustedPeer_isThePeer() {
        Ip peer = Ip.of("203.0.113.9");
        assertThat(RESOLVER.resolve(peer, List.of("for=198.51.100.1"))).isEqualTo(new Caller(peer, false));
    }

    @Test
    void resolve_noHeader_isTheProxy() {
        assertThat(RESOLVER.resolve(PEER, List.of())).isEqualTo(new Caller(PEER, true));
    }

    /** What a client may send before the proxy's own element, to swallow it or to have it misread. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=\"",
                "\"",
                "\\",
                "for=\"\\",
                "for=192.0.2.66;x=\"",
                "for=192.0.2.66, for=\"",
                "x=\"\\\"",
                "\"\"\"",
                "for=192.0.2.66;host=\"a",
                "for=\"192.0.2.66",
                "for=192.0.2.66;",
                "for=",
                ",,,,",
                "="
            })
    void resolve_quoteLeftOpenByTheClient_doesNotHideWhatTheProxyAppends(String spoofed) {
        for (String own : List.of(
                "for=198.51.100.1", "for=\"198.51.100.1:80\"", "proto=http;for=198.51.100.1;host=\"a\\\"b,c\"")) {
            Caller client = new Caller(Ip.of("198.51.100.1"), false);
            assertThat(RESOLVER.resolve(PEER, List.of(spoofed + ", " + own))).isEqualTo(client);
            assertThat(RESOLVER.resolve(PEER, List.of(spoofed + "," + own))).isEqualTo(client);
            assertThat(RESOLVER.resolve(PEER, List.of(spoofed, own))).isEqualTo(client);
            assertThat(RESOLVER.resolve(PEER, List.of(spoofed, own, "for=10.0.0.2")))
                    .isEqualTo(client);
            assertThat(RESOLVER.resolve(PEER, List.of("for=192.0.2.66;x=\"", spoofed + ", " + own)))
                    .isEqualTo(client);
        }
    }

    @Property(seed = "1", tries = 3_000)
    void resolve_anythingBeforeTheProxysElement_changesNothing(
            @ForAll("lines") List<String> spoofed, @ForAll("elements") String own, @ForAll boolean sameLine) {
        List<String> lines = new ArrayList<>(spoofed);
        if (sameLine && !lines.isEmpty()) {
            lines.add(lines.remove(lines.size() - 1) + ", " + own);
        } else {
            lines.add(own);
        }
        assertThat(RESOLVER.resolve(PEER, lines)).isEqualTo(new Caller(Ip.of("198.51.100.1"), false));
    }

    @Property(seed = "1", tries = 20_000)
    void resolve_anyHeader_agreesWithTheGrammarOfTheRfc(@ForAll("lines") List<String> lines) {
        assertThat(RESOLVER.resolve(PEER, lines)).isEqualTo(new NaiveForwarded(PROXIES).resolve(PEER, lines));
    }

    @Property(seed = "1")
    void resolve_anyText_neverThrows(@ForAll List<String> lines) {
        assertThat(RESOLVER.resolve(PEER, lines).client()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\\\"",
                "\\\\\"",
                "\"\\",
                "x=\"",
                ",",
                ";",
                "=",
                " ",
                "\t;",
                "for=",
                "for=10.0.0.2,",
                "for=\"10.0.0.2\", ",
                "a=b;",
                "a=\"b\";",
                "[",
                ":",
                "%",
                "for=\"[",
                "f",
                "for=10.0.0.2;x=\",\", "
            })
    void resolve_megabytes_takesLinearTime(String part) {
        String header = part.repeat((1 << 20) / part.length());
        List<String> lines = Collections.nCopies((1 << 20) / part.length(), part);
        List<String> together = List.of(
                header,
                header + "\"",
                "\"" + header,
                header + "for=10.0.0.2",
                "x=\"" + header + "\"",
                header + ",for=10.0.0.2");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String one : together) {
                assertThat(RESOLVER.resolve(PEER, List.of(one)).client()).isNotNull();
            }
            assertThat(RESOLVER.resolve(PEER, lines).client()).isNotNull();
        });
    }

    /** Elements as proxies write them, all for one client, with values quoted and escaped at random. */
    @Provide
    static Arbitrary<String> elements() {
        Arbitrary<String> node = Arbitraries.of(
                "198.51.100.1", "\"198.51.100.1\"", "\"198.51.100.1:_p\"", "\"19\\8.51.100.1:80\"", "198.51.100.1:80");
        Arbitrary<String> value = Arbitraries.strings()
                .withChars("\",;=\\ ab\u00e4")
                .ofMaxLength(8)
                .map(text -> '"' + text.replaceAll("[\"\\\\]", "\\\\$0") + '"');
        return Combinators.combine(node, value, Arbitraries.of(0, 1, 2)).as((address, host, order) -> switch (order) {
            case 0 -> "for=" + address;
            case 1 -> "For=" + address + ";host=" + host;
            default -> "host=" + host + "; fOR=" + address;
        });
    }

    @Provide
    static Arbitrary<List<String>> lines() {
        Arbitrary<String> parts = Arbitraries.of(
                ",",
                ",",
                ", ",
                ";",
                ";",
                "=",
                "\"",
                "\"",
                "\\",
                " ",
                "\t",
                "for",
                "for=",
                "FOR=",
                "10.0.0.7",
                "192.0.2.66",
                "[2001:db8::1]",
                "[",
                "]",
                ":80",
                ":_x",
                "unknown",
                "_h",
                "proto=http",
                "by=\"a, b\"",
                "x=\"\\\"\"",
                "for=10.0.0.8",
                "for=10.0.0.9,",
                "for=\"[2001:db8:ff::1]:80\", ",
                "for=\"\\10.0.0.6\"",
                "\u0001",
                "\u007f",
                "\u00e4",
                "\u0661",
                "%");
        return parts.list()
                .ofMaxSize(9)
                .map(list -> String.join("", list))
                .list()
                .ofMaxSize(3);
    }
}
