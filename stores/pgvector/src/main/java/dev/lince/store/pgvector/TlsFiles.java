package dev.lince.store.pgvector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at certificates and keys before pgjdbc does, which reads less than libpq: a key must be
 * PKCS#8, bare DER or PEM without a password, or a PKCS#12 file; OpenSSL's older PEM forms it does
 * not know. Its own errors say neither which file nor what to do.
 */
final class TlsFiles {
  private static final int MOST_BYTES = 1 << 20;
  private static final String PKCS8_PEM = "-----BEGIN PRIVATE KEY-----";
  private static final String CONVERT =
      "; convert it with openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW, or to a .p12 file.";

  private TlsFiles() {}

  static void requireCertificates(String parameter, String file) {
    byte[] bytes = read(parameter, file);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      if (factory.generateCertificates(new ByteArrayInputStream(bytes)).isEmpty()) {
        throw noCertificate(parameter);
      }
    } catch (CertificateException e) {
      throw noCertificate(parameter);
    }
  }

  /**
   * Checks a client's key.
   *
   * @return the algorithm that pgjdbc must be told, of a key in PEM; none for other forms
   */
  static Optional<String> requireKey(String file) {
    byte[] bytes = read("sslkey", file);
    String name = file.toLowerCase(Locale.ROOT);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (name.endsWith(".p12") || name.endsWith(".pfx") || !text.contains("-----BEGIN ")) {
      return Optional.empty();
    }
    if (!text.stripLeading().startsWith(PKCS8_PEM) || name.endsWith(".der")) {
      throw new DatabaseUrlRefused(
          "the file that sslkey names is not a PKCS#8 key (PEM without a password, or DER) nor a"
              + " .p12 file"
              + CONVERT);
    }
    return Optional.of(algorithm(text));
  }

  private static String algorithm(String pem) {
    String body = pem.substring(pem.indexOf(PKCS8_PEM) + PKCS8_PEM.length());
    int end = body.indexOf("-----END");
    byte[] der = Base64.getMimeDecoder().decode(end < 0 ? "" : body.substring(0, end));
    return Stream.of("RSA", "EC", "EdDSA")
        .filter(algorithm -> isKeyOf(algorithm, der))
        .findFirst()
        .orElseThrow(
            () ->
                new DatabaseUrlRefused(
                    "the file that sslkey names holds no RSA, EC or Ed25519 key that Java can read"
                        + CONVERT));
  }

  private static boolean isKeyOf(String algorithm, byte[] der) {
    try {
      KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] read(String parameter, String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IOException | InvalidPathException e) {
      throw unreadable(parameter);
    }
    throw unreadable(parameter);
  }

  // The path stays out: where a & is forgotten, a password may hang on it.
  private static DatabaseUrlRefused unreadable(String parameter) {
    return new DatabaseUrlRefused(
        "the file that %s names cannot be read, or is empty.".formatted(parameter));
  }

  private static DatabaseUrlRefused noCertificate(String parameter) {
    return new DatabaseUrlRefused(
        "the file that %s names holds no certificate (X.509, PEM or DER).".formatted(parameter));
  }
}
