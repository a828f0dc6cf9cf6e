package dev.lince.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
  @RegisterExtension static final RunningServer server = new RunningServer();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/", "/health?x=%25zz"})
  void saysThatTheStoreIsConnected(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{\"status\":\"healthy\",\"service\":\"image-search-backend\",\"database\":\"connected\"}");
  }

  @Test
  void saysThatTheStoreIsGone() {
    server.album().storeReachable = false;

    Answer answer = server.get("/health");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text())
        .isEqualTo(
            "{\"status\":\"unhealthy\",\"service\":\"image-search-backend\",\"database\":\"disconnected\"}");
  }

  @Test
  void doesNotMindABrokenQueryThatItDoesNotRead() {
    assertThat(
            server
                .raw("GET /health?x=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .status())
        .isEqualTo(200);
  }

  @Test
  void answersWhateverTheClientAccepts() {
    assertThat(server.get("/health", "Accept", "image/png").status()).isEqualTo(200);
  }

  @Test
  void tellsBrowsersNotToGuessTypes() {
    assertThat(server.get("/health").header("X-Content-Type-Options")).contains("nosniff");
  }
}
