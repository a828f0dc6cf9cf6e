package dev.lince.store.pgvector.url;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A client's private key, opened once the way pgjdbc will: PKCS#8 as PEM without a password, PKCS#8
 * as DER with or without one, or PKCS#12 with an entry called {@code user}. OpenSSL's other PEM
 * forms, which libpq reads, pgjdbc does not; and where a password is missing it asks a terminal.
 */
final class ClientKey {
  private static final String PARAMETER = "sslkey";
  private static final String PKCS8_PEM = "-----BEGIN PRIVATE KEY-----";

  private ClientKey() {}

  /**
   * @return the algorithm that pgjdbc must be told, of a key in PEM; none for other forms
   * @throws DatabaseUrlRefused when pgjdbc could not open it
   */
  static Optional<String> check(String file, Optional<String> password) {
    byte[] bytes = TlsFiles.read(PARAMETER, file);
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".p12") || name.endsWith(".pfx")) {
      checkKeyStore(bytes, password);
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN ") || name.endsWith(".pem")) {
      return Optional.of(algorithmOfPem(text, name));
    }
    if (algorithm(bytes).isEmpty()) {
      decrypt(bytes, password);
    }
    return Optional.empty();
  }

  private static void checkKeyStore(byte[] bytes, Optional<String> password) {
    char[] characters = password.orElseThrow(ClientKey::locked).toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), characters);
      if (!store.isKeyEntry("user")) {
        throw new DatabaseUrlRefused(
            "the .p12 file that sslkey names has no key called user; make it with openssl pkcs12"
                + " -export -name user.");
      }
    } catch (GeneralSecurityException | IOException e) {
      throw locked();
    }
  }

  private static String algorithmOfPem(String text, String name) {
    String body = text.strip();
    if (!body.startsWith(PKCS8_PEM) || name.endsWith(".der")) {
      throw unknownForm();
    }
    int end = body.indexOf("-----END");
    String base64 = end < 0 ? "" : body.substring(PKCS8_PEM.length(), end);
    return algorithm(Base64.getMimeDecoder().decode(base64)).orElseThrow(ClientKey::unknownForm);
  }

  private static Optional<String> algorithm(byte[] pkcs8) {
    return Stream.of("RSA", "EC", "EdDSA")
        .filter(algorithm -> isKeyOf(algorithm, new PKCS8EncodedKeySpec(pkcs8)))
        .findFirst();
  }

  private static boolean isKeyOf(String algorithm, KeySpec key) {
    try {
      KeyFactory.getInstance(algorithm).generatePrivate(key);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void decrypt(byte[] bytes, Optional<String> password) {
    EncryptedPrivateKeyInfo encrypted;
    try {
      encrypted = new EncryptedPrivateKeyInfo(bytes);
    } catch (IOException e) {
      throw unknownForm();
    }
    char[] characters = password.orElseThrow(ClientKey::locked).toCharArray();
    try {
      String algorithm = encrypted.getAlgName();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(characters)),
          encrypted.getAlgParameters());
      encrypted.getKeySpec(cipher);
    } catch (GeneralSecurityException e) {
      throw locked();
    }
  }

  private static DatabaseUrlRefused locked() {
    return new DatabaseUrlRefused(
        "the file that sslkey names needs a password, and sslpassword is missing or does not open"
            + " it.");
  }

  private static DatabaseUrlRefused unknownForm() {
    return new DatabaseUrlRefused(
        "the file that sslkey names is not a key that can be read here: a .p12 file, or RSA, EC or"
            + " Ed25519 in PKCS#8 (DER, or PEM without a password); convert it with openssl pkcs8"
            + " -topk8 -nocrypt -in OLD -out NEW.");
  }
}
