package dev.kintsugi.cli.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** A key for a host that lives as long as a test, and the store by which others trust it. */
record HostKeys(Path keys, Path trusted) {
    static final String PASSWORD = "as-secret-as-a-test";

    private static final String ALIAS = "host";
    private static final String KIND = "PKCS12";

    static HostKeys of(String host, Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        KIND,
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD,
                        // In the words of a locale, its own dates cannot always be read back.
                        "-J-Duser.language=en")
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
        KeyStore own = KeyStore.getInstance(KIND);
        try (InputStream in = Files.newInputStream(keys)) {
            own.load(in, PASSWORD.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance(KIND);
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
        Path trusted = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(trusted)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return new HostKeys(keys, trusted);
    }
}
