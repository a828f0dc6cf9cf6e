package dev.lince.store.pgvector.url;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Looks at the files that a URL names before pgjdbc does, whose errors do not say what to do. */
final class TlsFiles {
  private static final int MOST_BYTES = 1 << 20;

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

  /** The first MiB, which is more than such files have; at least one byte. */
  static byte[] read(String parameter, String file) {
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
