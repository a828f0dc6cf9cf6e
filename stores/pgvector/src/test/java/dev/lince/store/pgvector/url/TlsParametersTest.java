package dev.lince.store.pgvector.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsParametersTest {
  @TempDir private static Path directory;

  private static TestCertificate rsa;

  @BeforeAll
  static void makeCertificate() throws Exception {
    rsa = TestCertificate.create(directory, "ana", "RSA");
  }

  @Test
  void requireWithARootVerifiesAsLibpqDoes() {
    assertThat(properties("sslmode=require&sslrootcert=", rsa.certificate()))
        .containsEntry("sslmode", "verify-ca")
        .containsEntry("sslrootcert", rsa.certificate().toString());
  }

  @ParameterizedTest
  @CsvSource({"RSA, RSA", "EC, EC", "Ed25519, EdDSA"})
  void tellsPgjdbcTheAlgorithmOfAKeyInPem(String made, String told) throws Exception {
    TestCertificate certificate = TestCertificate.create(directory, "bea", made);

    assertThat(properties("sslkey=", certificate.key())).containsEntry("pemKeyAlgorithm", told);
    assertThat(properties("sslkey=", certificate.keyInDer())).doesNotContainKey("pemKeyAlgorithm");
  }

  @Test
  void opensAKeyWithItsPassword() throws Exception {
    Path encrypted = directory.resolve("encrypted.pk8");
    Files.write(encrypted, encrypted("PBEWithSHA1AndDESede"));

    assertThat(properties("sslpassword=changeit&sslkey=", encrypted)).containsKey("sslkey");
    assertThat(properties("sslpassword=changeit&sslkey=", rsa.keyStore())).containsKey("sslkey");
    assertRefused("sslkey=", encrypted, "sslpassword is missing or does not open it");
    assertRefused("sslpassword=x&sslkey=", encrypted, "sslpassword is missing or does not open it");
    assertRefused("sslkey=", rsa.keyStore(), "sslpassword is missing or does not open it");
    assertRefused("sslpassword=x&sslkey=", rsa.keyStore(), "sslpassword is missing or does not");
  }

  @Test
  void refusesAKeyStoreWhoseEntryPgjdbcWouldNotFind() throws Exception {
    TestCertificate other = TestCertificate.create(directory, "ana", "RSA", "mykey");

    assertRefused("sslpassword=changeit&sslkey=", other.keyStore(), "has no key called user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE"})
  void refusesTheFormsThatPgjdbcDoesNotRead(String kind) throws IOException {
    Path old = directory.resolve("old.key");
    Files.write(old, TestCertificate.pem(kind, Files.readAllBytes(rsa.keyInDer())));

    assertRefused("sslkey=", old, "convert it with openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
  }

  @Test
  void refusesAKeyThatIsNone() throws IOException {
    Path nonsense = Files.write(directory.resolve("nonsense.key"), new byte[] {1, 2, 3});
    Path hollow = directory.resolve("hollow.key");
    Files.write(hollow, TestCertificate.pem("PRIVATE KEY", new byte[] {1, 2, 3}));

    assertRefused("sslkey=", nonsense, "is not a key that can be read here");
    assertRefused("sslkey=", hollow, "is not a key that can be read here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sslrootcert", "sslcert", "sslkey"})
  void refusesAFileThatIsMissingOrEmptyWithoutItsPath(String parameter) throws IOException {
    Path empty = Files.write(directory.resolve("empty"), new byte[0]);

    String sentence = "the file that " + parameter + " names cannot be read, or is empty.";
    assertRefused(parameter + "=", empty, sentence);
    assertRefused(parameter + "=", directory.resolve("missing"), sentence);
    assertRefused(parameter + "=", directory, sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sslrootcert", "sslcert"})
  void refusesAFileWithoutACertificate(String parameter) {
    assertRefused(parameter + "=", rsa.key(), "names holds no certificate (X.509, PEM or DER).");
  }

  private static byte[] encrypted(String algorithm) throws Exception {
    SecretKey key =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(TestCertificate.PASSWORD.toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] content = cipher.doFinal(Files.readAllBytes(rsa.keyInDer()));
    return new EncryptedPrivateKeyInfo(cipher.getParameters(), content).getEncoded();
  }

  private static void assertRefused(String parameters, Path file, String piece) {
    assertThatExceptionOfType(DatabaseUrlRefused.class)
        .isThrownBy(() -> properties(parameters, file))
        .withMessageContaining(piece)
        .withNoCause()
        .satisfies(refused -> assertThat(refused).message().doesNotContain(directory.toString()));
  }

  private static Properties properties(String parameters, Path file) {
    return DatabaseUrl.parse(
            "postgresql://h/d?"
                + parameters
                + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8))
        .properties();
  }
}
