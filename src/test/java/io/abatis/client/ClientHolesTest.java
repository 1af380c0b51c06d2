package io.abatis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holes that filters like this have had in telling who calls, and that this one must not have. */
final class ClientHolesTest {

    private static final CidrSet PROXIES = CidrSet.of(List.of("192.0.2.10", "192.0.2.11"));

    private static Caller resolve(CidrSet trusted, ForwardedHeader header, String peer, String... lines) {
        return new ClientResolver(trusted, header, 64).resolve(Ip.of(peer), List.of(lines));
    }

    private static String element(ForwardedHeader header, String address) {
        return header == ForwardedHeader.X_FORWARDED_FOR
                ? address
                : address.indexOf(':') < 0 ? "for=" + address : "for=\"[" + address + "]\"";
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.66, 198.51.100.7",
        "192.0.2.10, 198.51.100.7",
        "127.0.0.1, 198.51.100.7",
        "10.0.0.1, 198.51.100.7",
        "2001:db8:6::6, 198.51.100.7",
        "203.0.113.66, 10.1.2.3"
    })
    void guard_leftmostAddressBelieved_theClientsOwnIsNot(String forged, String client) {
        for (ForwardedHeader header : ForwardedHeader.values()) {
            String left = element(header, forged);
            String own = element(header, client);
            String proxy = element(header, "192.0.2.11");
            Caller expected = new Caller(Ip.of(client), false);
            assertThat(resolve(PROXIES, header, "192.0.2.10", left + ", " + own))
                    .isEqualTo(expected);
            assertThat(resolve(PROXIES, header, "192.0.2.10", left, own)).isEqualTo(expected);
            assertThat(resolve(PROXIES, header, "192.0.2.10", left + ", " + own + ", " + proxy))
                    .isEqualTo(expected);
            assertThat(resolve(PROXIES, header, "192.0.2.10", left, left + "," + own, proxy))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "::1",
                "fc00::1",
                "fe80::1"
            })
    void guard_privateRangesTrusted_nobodyIsUnlessConfigured(String address) {
        for (ForwardedHeader header : ForwardedHeader.values()) {
            Caller own = new Caller(ClientResolver.SOCKETS.key(Ip.of(address)), false);
            String forged = element(header, "203.0.113.66");
            assertThat(resolve(CidrSet.empty(), header, address, forged)).isEqualTo(own);
            assertThat(resolve(PROXIES, header, address, forged)).isEqualTo(own);
            assertThat(resolve(PROXIES, header, "192.0.2.10", forged + ", " + element(header, address)))
                    .isEqualTo(own);
        }
    }

    @ParameterizedTest
    @EnumSource(ForwardedHeader.class)
    void guard_bothHeadersBelieved_theOtherOnesSyntaxSaysNothing(ForwardedHeader header) {
        for (ForwardedHeader other : ForwardedHeader.values()) {
            Caller caller = resolve(PROXIES, header, "192.0.2.10", element(other, "198.51.100.7"));
            assertThat(caller.isProxy()).as("%s read as %s", other, header).isEqualTo(other != header);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::ffff:192.0.2.10", "::FFFF:c000:20a", "0:0:0:0:0:ffff:192.0.2.10", "::ffff:192.0.2.10%eth0"})
    void guard_mappedAddressesAndZoneIds_areOneAddressEverywhere(String spelling) {
        assertThat(Ip.of(spelling)).isEqualTo(Ip.of("192.0.2.10"));
        assertThat(PROXIES.contains(Ip.of(spelling))).isTrue();
        assertThat(CidrSet.of(List.of("::/0")).contains(Ip.of(spelling))).isFalse();
        for (ForwardedHeader header : ForwardedHeader.values()) {
            Caller caller = resolve(
                    PROXIES, header, spelling, element(header, "198.51.100.7") + ", " + element(header, spelling));
            assertThat(caller).isEqualTo(new Caller(Ip.of("198.51.100.7"), false));
        }
        assertThat(Ip.of("fe80::1%eth0")).isEqualTo(Ip.of("fe80::1%2")).isEqualTo(Ip.of("fe80::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.0/104",
                "::ffff:0:0/96",
                "10.0.0.0/00",
                "10.0.0.0/08",
                "0.0.0.0/00",
                "::/00",
                "10.0.0.0/\u0668",
                "\u0661\u0660.0.0.0/8",
                "\uff11\uff10.0.0.0/8",
                "1\u0660.0.0.0/8",
                "fe80::%eth0/64",
                "fe80::1%1",
                "010.0.0.0/8",
                "10.0.0.1/8",
                "0x0a.0.0.0/8",
                "167772160/8",
                "10/8",
                "10.0.0.0/8 ",
                "10.0.0.0/256",
                "10.0.0.0/-1",
                "localhost"
            })
    void guard_networkThatIsReadAsAnother_isRefused(String entry) {
        assertThatThrownBy(() -> CidrSet.of(List.of("192.0.2.1", entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    @Property(seed = "1", tries = 5_000)
    void guard_anyEntry_isReadOrRefusedAndNothingElse(@ForAll("entries") String entry) {
        try {
            Cidr network = Cidr.parse(entry);
            assertThat(Cidr.parse(network.toString())).isEqualTo(network);
            assertThat(network.contains(network.network())).isTrue();
            assertThat(entry).matches("[0-9a-fA-F:.]+(/(0|[1-9][0-9]{0,2}))?");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("'");
        }
    }

    @Provide
    static Arbitrary<String> entries() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(3),
                Arbitraries.of(
                        "10.0.0.0",
                        "2001:db8::",
                        "::",
                        "::ffff:",
                        "1",
                        "0",
                        "/",
                        "/",
                        "/8",
                        "/32",
                        "/0",
                        "/00",
                        "%",
                        ".",
                        ":",
                        " ",
                        "\u0661"));
        return parts.list().ofMaxSize(5).map(list -> String.join("", list));
    }

    /**
     * Runs a Java of its own, whose only source of names is a file: there a look-up of the name would give an address that is no proxy's, so the
     * answer shows whether anybody was asked.
     */
    @Test
    void guard_hostNamesResolved_nobodyIsAsked(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "203.0.113.66 " + NameLookUps.NAME + "\n");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        classPath(Ip.class, NameLookUps.class, org.jspecify.annotations.Nullable.class),
                        NameLookUps.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(told).isZero();
        assertThat(told.lines())
                .containsExactly(
                        "the system: 203.0.113.66",
                        "ip: null",
                        "network: refused",
                        "x-forwarded-for: 192.0.2.10 true",
                        "forwarded: 192.0.2.10 true",
                        "forwarded, quoted: 192.0.2.10 true");
    }

    private static String classPath(Class<?>... classes) throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> one : classes) {
            places.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
