package io.abatis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.client.ForwardedHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of networks, in the configuration itself and in files of their own. */
final class NetworkListsTest {

    private final Path folder;

    NetworkListsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void files_besideTheConfiguration_areAddedToTheEntries() throws Exception {
        Files.createDirectory(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/a.list"), "# a comment\n\n192.0.2.1 # one\r\n\t 2001:db8::/32\n");
        Path elsewhere = Files.writeString(folder.resolve("b.list"), "198.51.100.0/24");
        AbatisConfig config = read("abatis { allow = [10.0.0.1], allow-files = [\"lists/a.list\", \""
                + elsewhere.toAbsolutePath() + "\"], deny-files = [b.list] }");
        assertThat(config.policy().allow()).hasToString("10.0.0.1/32, 192.0.2.1/32, 198.51.100.0/24, 2001:db8::/32");
        assertThat(config.policy().deny()).hasToString("198.51.100.0/24");
    }

    @Test
    void files_badEntries_areReportedWithFileAndLine() throws Exception {
        Files.writeString(folder.resolve("a.list"), "# first\n10.0.0.0/33\n10.0.0.1\n10.0.0.1/8 # host bits\n");
        Files.writeString(folder.resolve("b.list"), "proxy.example\n");
        assertThatThrownBy(() -> read("abatis {\n allow = [bad]\n allow-files = [a.list, b.list, absent.list]\n}"))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("line 2: abatis.allow: 'bad'")
                .contains("a.list, line 2: '10.0.0.0/33'")
                .contains("a.list, line 4: '10.0.0.1/8'")
                .contains("b.list, line 1: 'proxy.example'")
                .contains("absent.list");
    }

    @Test
    void files_wrongTypeBesideABadEntry_reportsBoth() {
        assertThatThrownBy(() -> read("abatis {\n deny = [bad]\n deny-files = 5\n}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("deny-files");
    }

    @Test
    void files_thatAreNoText_areRefused() throws Exception {
        Files.write(folder.resolve("a.list"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x31});
        Files.write(folder.resolve("b.list"), "\ufeff10.0.0.1\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read("abatis.allow-files = [a.list]")).hasMessageContaining("a.list");
        assertThatThrownBy(() -> read("abatis.allow-files = [b.list]")).hasMessageContaining("b.list");
        assertThatThrownBy(() -> read("abatis.allow-files = [\".\"]")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> read("abatis.allow-files = [\"a\\u0000b\"]")).isInstanceOf(ConfigException.class);
    }

    /** Calls come under their client, the first address of an IPv6 prefix: a narrower entry would never match. */
    @ParameterizedTest
    @CsvSource({
        "allow, 2001:db8::10, 64, 2001:db8::/64",
        "deny, 2001:db8::10/128, 64, 2001:db8::/64",
        "allow, 2001:db8::/65, 64, 2001:db8::/64",
        "deny, 2001:db8:0:1::/64, 56, 2001:db8::/56"
    })
    void entry_narrowerThanAClient_isRefused(String list, String entry, int prefix, String instead) throws Exception {
        String text = "abatis { clients.ipv6-prefix = " + prefix + ", " + list;
        assertThatThrownBy(() -> read(text + " = [\"" + entry + "\"] }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("write " + instead);
        Files.writeString(folder.resolve("a.list"), entry);
        assertThatThrownBy(() -> read(text + "-files = [a.list] }")).hasMessageContaining("write " + instead);
        assertThat(read(text + " = [\"" + instead + "\", 192.0.2.1] }")).isNotNull();
    }

    @Test
    void trustedProxy_singleIpv6Address_isTaken() throws Exception {
        assertThat(read("abatis.clients.trusted-proxies = [\"::1\"]").resolver().trusted())
                .hasToString("::1/128");
    }

    @Test
    void trustedProxies_fromFiles_areAddedToTheEntries() throws Exception {
        Files.writeString(folder.resolve("cdn.list"), "198.51.100.0/24 # published\n2001:db8::/33\n");
        assertThat(read("abatis.clients { trusted-proxies = [10.1.2.3], trusted-proxies-files = [cdn.list] }")
                        .resolver()
                        .trusted())
                .hasToString("10.1.2.3/32, 198.51.100.0/24, 2001:db8::/33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void trustedProxies_everybody_isRefusedWithTheRemedy(String everybody) throws Exception {
        Files.writeString(folder.resolve("all.list"), "10.0.0.1\n" + everybody + "\n");
        assertThatThrownBy(() -> read("abatis.clients {\n trusted-proxies = [\"" + everybody + "\"]\n"
                        + " trusted-proxies-files = [all.list]\n}"))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("line 2: abatis.clients.trusted-proxies: '" + everybody + "' trusts everybody")
                .contains("all.list, line 2: '" + everybody + "' trusts everybody")
                .contains("write the addresses of your proxies");
        assertThat(read("abatis.deny = [\"" + everybody + "\"]").policy().deny())
                .hasToString(everybody);
    }

    @ParameterizedTest
    @CsvSource({"forwarded, FORWARDED", "x-forwarded-for, X_FORWARDED_FOR", "X-Forwarded-For, X_FORWARDED_FOR"})
    void forwardedHeader_word_isTaken(String word, ForwardedHeader header) throws Exception {
        assertThat(read("abatis.clients.forwarded-header = " + word).resolver().header())
                .isEqualTo(header);
        assertThat(ConfigReader.defaults().resolver().header()).isEqualTo(ForwardedHeader.X_FORWARDED_FOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x_forwarded_for", "x-real-ip", "both", "\"\"", "[forwarded, x-forwarded-for]"})
    void forwardedHeader_anotherWord_isRefused(String word) {
        assertThatThrownBy(() -> read("abatis.clients.forwarded-header = " + word))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("forwarded-header");
        assertThatThrownBy(() -> read("abatis.clients.forwarded-header = cf-connecting-ip"))
                .hasMessageContaining("'cf-connecting-ip' is none of [forwarded, x-forwarded-for]");
    }

    private AbatisConfig read(String text) throws ConfigException, IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("abatis.conf"), text), Map.of());
    }
}
