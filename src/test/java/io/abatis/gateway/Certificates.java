package io.abatis.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Makes keys and certificates with the JDK's keytool. */
final class Certificates {

    static final String PASSWORD = "not-a-secret";

    private Certificates() {}

    /** A keystore with a key for localhost and 127.0.0.1. */
    static Path keystore(Path folder, String type) throws IOException, InterruptedException {
        Path file = folder.resolve("key." + type.toLowerCase(Locale.ROOT));
        keytool(
                "-genkeypair",
                "-alias",
                "gate",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                type,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-keypass",
                PASSWORD);
        return file;
    }

    /** Its certificate, in PEM. */
    static Path certificate(Path folder, Path keystore) throws IOException, InterruptedException {
        Path file = folder.resolve("certificate.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "gate",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                file.toString());
        return file;
    }

    /** A keystore with that certificate and no key. */
    static Path withoutKey(Path folder, Path certificate) throws IOException, InterruptedException {
        Path file = folder.resolve("trust.p12");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "a",
                "-file",
                certificate.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        return file;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(said);
        }
    }
}
