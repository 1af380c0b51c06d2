package io.abatis.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.abatis.client.Caller;
import io.abatis.client.ClientResolver;
import io.abatis.client.Ip;
import io.abatis.config.ConfigException;
import io.abatis.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations printed for operators can be used, and find the client that the page says. */
final class OperatorsPageTest {

    private static final Path PROXIES = Path.of("src/site/markdown/proxies.md");
    private static final List<String> LISTS = List.of("cloudflare.list", "azure-front-door.list");
    private static final String CDN = "198.18.0.0/16";

    @TempDir
    private Path folder;

    private ClientResolver resolver(String config) throws IOException, ConfigException {
        for (String list : LISTS) {
            Files.writeString(folder.resolve(list), CDN + "\n");
        }
        Path file = Files.writeString(folder.resolve("abatis.conf"), config);
        return ConfigReader.read(file, Map.of()).resolver();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/proxies.md", "src/site/markdown/operations.md", "README.md"})
    void configurations_asPrinted_canBeUsed(Path page) throws Exception {
        List<String> configs = OperatorsPage.read(page).in("hocon");
        assertThat(configs).isNotEmpty();
        for (String config : configs) {
            assertThat(resolver(config)).as(config).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "behind nginx | 10.0.0.10 | 198.51.100.66, 203.0.113.7",
                "behind nginx that writes Forwarded | 10.0.0.10 | for=198.51.100.66, for=203.0.113.7",
                "behind HAProxy | 10.0.0.11 | 198.51.100.66, 203.0.113.7",
                "behind HAProxy that writes Forwarded | 10.0.0.11 | proto=http;for=203.0.113.7",
                "behind Apache httpd | 10.0.0.12 | 203.0.113.7",
                "behind the PROXY protocol | 203.0.113.7 | 198.51.100.66",
                "behind HAProxy and nginx | 10.0.0.10 | 198.51.100.66, 203.0.113.7, 10.0.0.11",
                "behind an Application Load Balancer | 10.0.101.77 | 198.51.100.66, 203.0.113.7:4711",
                "behind Google's global or classic external Application Load Balancer | 35.191.3.4 | 198.51.100.66,203.0.113.7,203.0.113.80",
                "behind Front Door and an Application Gateway | 10.0.200.4 | 198.51.100.66, 203.0.113.7, 198.18.5.5:4711",
                "behind Cloudflare | 198.18.5.5 | 198.51.100.66, 203.0.113.7",
                "behind an ingress controller | 10.244.3.4 | 203.0.113.7",
            })
    void resolve_forgedAddressesLeft_theClientIsTheOneThatTheProxySaw(String name, String peer, String header)
            throws Exception {
        ClientResolver resolver = resolver(OperatorsPage.read(PROXIES).named(name));
        assertThat(resolver.resolve(ip(peer), List.of(header))).isEqualTo(new Caller(ip("203.0.113.7"), false));
    }

    @Test
    void configurations_ofThePageOfProxies_areAllTried() throws IOException {
        assertThat(OperatorsPage.read(PROXIES).in("hocon")).hasSize(12);
    }

    private static Ip ip(String text) {
        return Objects.requireNonNull(Ip.parse(text), text);
    }
}
