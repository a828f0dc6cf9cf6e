package dev.lince.store.pgvector.url;

import dev.lince.store.pgvector.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate and its key, made by the JDK's keytool.
 *
 * @param certificate PEM
 * @param key PEM, PKCS#8
 * @param keyInDer PKCS#8
 * @param keyStore PKCS#12 with both, under the alias {@code user}
 */
record TestCertificate(Path certificate, Path key, Path keyInDer, Path keyStore) {
  static final String PASSWORD = "changeit";

  /** Of an algorithm that keytool knows, such as {@code RSA}; for the address 127.0.0.1. */
  static TestCertificate create(Path directory, String name, String algorithm)
      throws IOException, GeneralSecurityException {
    return create(directory, name, algorithm, "user");
  }

  static TestCertificate create(Path directory, String name, String algorithm, String alias)
      throws IOException, GeneralSecurityException {
    Path keyStore = directory.resolve(name + "-" + algorithm + "-" + alias + ".p12");
    ProgramRun.output(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            algorithm,
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storepass",
            PASSWORD,
            "-keystore",
            keyStore.toString()));
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    byte[] key = opened.getKey(alias, PASSWORD.toCharArray()).getEncoded();
    return new TestCertificate(
        write(keyStore, ".crt", pem("CERTIFICATE", opened.getCertificate(alias).getEncoded())),
        write(keyStore, ".key", pem("PRIVATE KEY", key)),
        write(keyStore, ".pk8", key),
        keyStore);
  }

  static byte[] pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, body, kind)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Only its owner may read it, which pgjdbc demands of keys. */
  private static Path write(Path beside, String suffix, byte[] content) throws IOException {
    Path file = Path.of(beside + suffix);
    Files.write(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
