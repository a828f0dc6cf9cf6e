package dev.lince.store.pgvector.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lince.store.pgvector.PostgresServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** Connects to a real server with TLS by what {@link DatabaseUrl} makes of a URL. */
class DatabaseUrlTlsTest {
  /** The one user enters by a certificate alone, all others by password with TLS or without. */
  private static final String ACCESS =
      """
      hostssl all bycert 127.0.0.1/32 cert
      host    all all    127.0.0.1/32 scram-sha-256
      """;

  @TempDir private static Path directory;

  private static TestCertificate serverSide;
  private static TestCertificate client;
  private static TestCertificate clientWithEc;
  private static PostgresServer server;

  @BeforeAll
  static void startServerWithTls() throws Exception {
    server = PostgresServer.create();
    serverSide = TestCertificate.create(directory, "server", "RSA");
    client = TestCertificate.create(directory, "bycert", "RSA");
    clientWithEc = TestCertificate.create(directory, "bycert", "EC");
    server
        .withTls(serverSide.certificate(), serverSide.key())
        .with("ssl_ca_file", readable("clients.crt", both(client, clientWithEc)))
        .with("hba_file", readable("access", ACCESS))
        .start();
    try (Connection connection = connect(server.url("postgres"));
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE ROLE bycert LOGIN");
    }
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sslmode=require", "sslmode=prefer", "ssl=true", "channel_binding=require", ""})
  void encryptsWithoutVerifying(String parameters) throws SQLException {
    assertThat(isEncrypted(url(parameters))).isTrue();
  }

  @Test
  void doesNotEncryptWhereThatIsDisabled() throws SQLException {
    assertThat(isEncrypted(url("sslmode=disable"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-full", "verify-ca", "require"})
  void entersAServerWhoseCertificateIsKnown(String mode) throws SQLException {
    assertThat(isEncrypted(verifying(mode, serverSide))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-full", "verify-ca", "require"})
  void refusesAServerWhoseCertificateIsUnknown(String mode) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> connect(verifying(mode, client)).close())
        .withMessageContaining("SSL error");
  }

  @Test
  void onlyVerifyFullComparesTheName() throws SQLException {
    assertThat(isEncrypted(verifying("verify-ca", serverSide).replace("127.0.0.1", "localhost")))
        .isTrue();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                connect(verifying("verify-full", serverSide).replace("127.0.0.1", "localhost"))
                    .close())
        .withMessageContaining("hostname");
  }

  @Test
  void entersByAClientsCertificateInEachForm() throws SQLException {
    assertThat(isEncrypted(byCertificate(client, client.key()))).isTrue();
    assertThat(isEncrypted(byCertificate(client, client.keyInDer()))).isTrue();
    assertThat(isEncrypted(byCertificate(clientWithEc, clientWithEc.key()))).isTrue();
    assertThat(isEncrypted(byCertificate(clientWithEc, clientWithEc.keyInDer()))).isTrue();
    assertThat(
            isEncrypted(
                byCertificate(client, client.keyStore())
                    + "&sslpassword="
                    + TestCertificate.PASSWORD))
        .isTrue();
  }

  private static String url(String parameters) {
    return server.url("postgres") + "?" + parameters;
  }

  private static String verifying(String mode, TestCertificate root) {
    return url("sslmode=" + mode + "&sslrootcert=" + escaped(root.certificate()));
  }

  private static String byCertificate(TestCertificate certificate, Path key) {
    return "postgresql://bycert@127.0.0.1:%d/postgres?sslmode=require&sslcert=%s&sslkey=%s"
        .formatted(server.port(), escaped(certificate.certificate()), escaped(key));
  }

  private static String escaped(Path file) {
    return URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
  }

  private static boolean isEncrypted(String text) throws SQLException {
    try (Connection connection = connect(text);
        Statement sql = connection.createStatement();
        ResultSet found =
            sql.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      assertThat(found.next()).isTrue();
      return found.getBoolean(1);
    }
  }

  private static Connection connect(String text) throws SQLException {
    DatabaseUrl url = DatabaseUrl.parse(text);
    return Objects.requireNonNull(new Driver().connect(url.jdbcUrl(), url.properties()));
  }

  private static String both(TestCertificate first, TestCertificate second) throws Exception {
    return Files.readString(first.certificate()) + Files.readString(second.certificate());
  }

  /** A file in the server's own folder, which it may read whoever it runs as. */
  private static String readable(String name, String content) throws Exception {
    Path file = Files.writeString(server.directory().resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file.toString();
  }
}
