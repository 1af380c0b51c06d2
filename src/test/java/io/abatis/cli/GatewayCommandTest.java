package io.abatis.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code gateway} says when it cannot begin; how it works is for the tests of the gateway. */
final class GatewayCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private CommandRun run(String line) throws IOException {
        Path config = Files.writeString(folder.resolve("abatis.conf"), "abatis.call-log.file = null\n");
        Files.writeString(folder.resolve("bad.conf"), "abatis.nonsense = 1\n");
        Files.writeString(folder.resolve("rubbish"), "rubbish\n");
        Files.writeString(folder.resolve("password"), "x\n");
        String begun = "gateway"
                + (line.contains("--config") ? "" : " --config " + config)
                + (line.contains("--listen") ? "" : " --listen 127.0.0.1:0")
                + (line.contains("--admin-port") ? " " : " --admin-port 0 ")
                + line;
        return CommandRun.of(
                (Object[]) begun.replace("$", folder.toString()).strip().split(" +", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | --upstream",
                "--upstream http://a/base | has something behind the host",
                "--upstream http://me:pw@a | must not have a user or password in it",
                "--upstream ftp://a | begins neither with http:// nor with https://",
                "--upstream a:3000 | begins neither",
                "--upstream http://a --listen 8080 | '8080' is no HOST:PORT",
                "--upstream http://a --admin-port 65536 | --admin-port 65536: give 0 to 65535",
                "--upstream http://a --mode loud | --mode",
                "--upstream http://a --idle-timeout soon | 'soon' is not a duration",
                "--upstream http://a --connect-timeout 0s | connect timeout",
                "--upstream http://a --client-timeout 25h | client timeout",
                "--upstream http://a --upstream-connections 0 | 0 connections",
                "--upstream http://a --host-header a/b | --host-header 'a/b': give HOST or HOST:PORT",
                "--upstream http://a --tls-password-file $/password | is for --tls-keystore",
                "--upstream http://a --upstream-trust $/rubbish | is for https",
            })
    void run_wrongUsage_isNamed(String line, String message) throws IOException {
        run(line).isWrongUsage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--upstream http://a --config $/bad.conf | unknown key 'abatis.nonsense'",
                "--upstream http://a --config $/none.conf | none.conf",
                "--upstream http://a --tls-keystore $/rubbish | give its password with --tls-password-file, or in the environment as ABATIS_TLS_PASSWORD",
                "--upstream http://a --tls-keystore $/rubbish --tls-password-file $/password | rubbish: is no keystore",
                "--upstream http://a --tls-keystore $/none --tls-password-file $/password | none: no such file",
                "--upstream http://a --tls-keystore $/rubbish --tls-password-file $/none | none: no such file",
                "--upstream https://a --upstream-trust $/rubbish | rubbish: is no keystore",
                "--upstream http://a --listen 192.0.2.1:0 | is no address of this machine: choose another with --listen",
            })
    void run_failure_isOneClearLine(String line, String message) throws IOException {
        run(line).fails(message);
    }

    @Test
    void run_portsTaken_isOneClearLineForEach() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            run("--upstream http://a --listen 127.0.0.1:" + port).fails("127.0.0.1:" + port + " is in use");
            run("--upstream http://a --admin-port " + port).fails("port " + port + " is in use");
        }
    }
}
