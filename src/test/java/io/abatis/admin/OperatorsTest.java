package io.abatis.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.abatis.admin.Operators.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators' file. */
final class OperatorsTest {

    private static final String ADA = "abatis_ada";
    private static final String BOB = "abatis_bob";

    @TempDir
    Path folder;

    static void forItsOwner(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("operators"), text);
        forItsOwner(file);
        return file;
    }

    private static String line(String name, String token) {
        return new Operator(name, Token.sha256(token)).line() + "\n";
    }

    @Test
    void read_linesAndComments_findsWhoseTokenItIs() throws IOException {
        Operators operators = Operators.read(file("# ours\n\n  " + line("ada", ADA) + line("bob.o-b_@x", BOB).replace("sha256:", "\tsha256:")));
        assertThat(operators.find(ADA)).isEqualTo(new Operator("ada", Token.sha256(ADA)));
        Operator bob = operators.find(BOB);
        assertThat(bob == null ? "" : bob.name()).isEqualTo("bob.o-b_@x");
        assertThat(operators.find("abatis_eve")).isNull();
        assertThat(operators.find("")).isNull();
        assertThat(operators.find(Token.sha256(ADA))).isNull();
    }

    @Test
    void read_malformedLines_namesThemAll() throws IOException {
        Path file = file(line("ada", ADA) + "bob\n" + "c d sha256:00\n" + line("eve", ADA) + "x sha256:" + "g".repeat(64));
        assertThatThrownBy(() -> Operators.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2 is not NAME sha256:HEX")
                .hasMessageContaining("line 3 is not")
                .hasMessageContaining("line 4 repeats")
                .hasMessageContaining("line 5 is not")
                .hasMessageContaining("abatis token NAME")
                .hasMessageNotContaining(Token.sha256(ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nobody\n", "\n\n"})
    void read_nobody_isFatal(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> Operators.read(file)).hasMessageContaining("names no operator");
    }

    @Test
    void read_absentOrNoText_isFatal() throws IOException {
        assertThatThrownBy(() -> Operators.read(folder.resolve("none"))).isInstanceOf(IOException.class);
        Path file = file("");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Operators.read(file)).hasMessageContaining("is not UTF-8");
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> Operators.read(file)).hasMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void read_othersMayWrite_isFatal(String permissions) throws IOException {
        Path file = file(line("ada", ADA));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> Operators.read(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void read_othersMayRead_isWarnedOfAlone() throws IOException {
        Path file = file(line("ada", ADA));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Operators.read(file).find(ADA)).isNotNull();
    }

    @Test
    void find_fileChanged_isTakenIntoUse() throws IOException {
        Path file = file(line("ada", ADA));
        Operators operators = Operators.read(file);
        Files.writeString(file, line("bobby", BOB));
        assertThat(operators.find(ADA)).isNull();
        assertThat(operators.find(BOB)).isNotNull();
        Files.writeString(file, "# nobody at all\n");
        assertThat(operators.find(BOB)).isNull();
    }

    @Test
    void find_changedFileCannotBeUsed_staysAsItIs() throws IOException {
        Path file = file(line("ada", ADA));
        Operators operators = Operators.read(file);
        Files.writeString(file, "nonsense\n");
        assertThat(operators.find(ADA)).isNotNull();
        Files.delete(file);
        assertThat(operators.find(ADA)).isNotNull();
        file(line("robert", BOB));
        assertThat(operators.find(ADA)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a", "#a", "a\n", "\u00e4", "x:y"})
    void isName_strangeText_isNone(String text) {
        assertThat(OperatorsFile.isName(text)).isFalse();
        assertThat(OperatorsFile.isName("a".repeat(40))).isTrue();
        assertThat(OperatorsFile.isName("a".repeat(41))).isFalse();
    }
}
