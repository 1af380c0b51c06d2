package io.abatis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.abatis.client.Ip;
import io.abatis.traffic.Labels.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelsTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), text);
    }

    @Test
    void read_dotsAndColons_areTheSameClient() throws IOException {
        Labels labels = Labels.read(file("client,label\r\n172:144:0:22,benign\r\n\r\n175.144.22.2,malicious\r\n"));

        assertThat(labels.of(Ip.of("172.144.0.22"))).isEqualTo(Label.BENIGN);
        assertThat(labels.of(Ip.of("175.144.22.2"))).isEqualTo(Label.MALICIOUS);
        assertThat(labels.of(Ip.of("175.144.22.3"))).isNull();
    }

    @Test
    void read_sameLabelTwice_isFine() throws IOException {
        Labels labels = Labels.read(file("client,label\n10.0.0.1,benign\n10:0:0:1,benign\n"));

        assertThat(labels.of(Ip.of("10.0.0.1"))).isEqualTo(Label.BENIGN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1,good | line 2: the label is neither",
                "10.0.0.1,BENIGN | line 2: the label is neither",
                "10.0.0.1, benign | line 2: the label is neither",
                "10.0.0.1 | line 2 is not 'client,label'",
                "10.0.0.1,benign,x | line 2 is not 'client,label'",
                "host,benign | line 2 is not 'client,label'",
                "10.0.0.0/8,benign | line 2 is not 'client,label'",
                "10.0.0.1,benign;10:0:0:1,malicious | line 3: 10.0.0.1 has both labels",
                "10.0.0.1,benign;;;x | line 5",
            })
    void read_badLine_isNamed(String lines, String message) throws IOException {
        Path file = file("client,label\n" + lines.replace(';', '\n') + "\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Labels.read(file))
                .withMessageContaining(message)
                .withMessageContaining("labels.csv");
    }

    @ParameterizedTest
    @CsvSource({"''", "'10.0.0.1,benign'", "'label,client'", "'client;label'"})
    void read_noHeader_isNoFileOfLabels(String first) throws IOException {
        Path file = file(first + "\n10.0.0.1,benign\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Labels.read(file))
                .withMessageContaining("its first line must be 'client,label'");
    }

    @Test
    void read_byteOrderMark_isNoPartOfTheHeader() throws IOException {
        Labels labels = Labels.read(file("\uFEFFclient,label\n10.0.0.1,malicious\n"));

        assertThat(labels.of(Ip.of("10.0.0.1"))).isEqualTo(Label.MALICIOUS);
    }

    @Test
    void read_binaryFile_isNamed() throws IOException {
        Path file = folder.resolve("labels.bin");
        Files.write(file, "client,label\n\u00ff".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Labels.read(file))
                .withMessageContaining("labels.bin");
    }

    @Test
    void read_folder_isNamed() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Labels.read(folder))
                .withMessageContaining(folder.toString());
    }

    @Test
    void read_missingFile_fails() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Labels.read(folder.resolve("none.csv")));
    }

    @Test
    void benign_networks_splitAllClients() {
        Labels labels = Labels.benign(List.of("172.144.0.0/16", "2001:db8::/32"));

        assertThat(labels.of(Ip.of("172.144.255.255"))).isEqualTo(Label.BENIGN);
        assertThat(labels.of(Ip.of("172.145.0.0"))).isEqualTo(Label.MALICIOUS);
        assertThat(labels.of(Ip.of("2001:db8:1::1"))).isEqualTo(Label.BENIGN);
        assertThat(labels.of(Ip.of("2001:db9::1"))).isEqualTo(Label.MALICIOUS);
    }

    @Test
    void benign_badNetworks_areAllNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Labels.benign(List.of("10.0.0.0/33", "10.0.0.0/8", "host")))
                .withMessageContainingAll("10.0.0.0/33", "host");
    }
}
