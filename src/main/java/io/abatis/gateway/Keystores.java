package io.abatis.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads keys and certificates. What a file holds is told by its content, never by its name. */
final class Keystores {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private Keystores() {}

    /**
     * A keystore, PKCS12 or JKS, with at least one key that its password opens.
     *
     * @throws IOException in one line, if there is no such thing
     */
    static KeyStore keys(GatewayPlan.Tls tls) throws IOException {
        char[] password = tls.password().toCharArray();
        KeyStore store = load(tls.keystore(), password);
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    store.getKey(alias, password);
                    return store;
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw new IOException(
                    tls.keystore() + ": the password opens the file but not the key in it; give both the same", e);
        } catch (GeneralSecurityException e) {
            throw new IOException(tls.keystore() + ": " + e.getMessage(), e);
        }
        throw new IOException(tls.keystore() + ": has no private key with its certificate, only certificates");
    }

    /**
     * Certificates to trust, in PEM, or in a keystore that opens without a password.
     *
     * @throws IOException in one line, if there is no certificate
     */
    static KeyStore certificates(Path file) throws IOException {
        byte[] bytes = read(file);
        try {
            KeyStore store =
                    new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM) ? ofPem(bytes) : load(file, null);
            if (store.size() > 0) {
                return store;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": is damaged, or holds no certificates: " + e.getMessage(), e);
        }
        throw new IOException(file + ": holds no certificates that can be read without a password; give them in PEM");
    }

    private static KeyStore ofPem(byte[] pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Collection<? extends Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        for (Certificate one : all) {
            store.setCertificateEntry("trusted-" + store.size(), one);
        }
        return store;
    }

    private static KeyStore load(Path file, char @Nullable [] password) throws IOException {
        read(file); // for the file system's own words, if it cannot be read
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IOException(file + ": the password is wrong", e);
            }
            throw new IOException(file + ": is damaged, or the password is wrong: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": is no keystore; give one in PKCS12 or JKS", e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder");
        }
        return Files.readAllBytes(file);
    }
}
