package dev.lince.app.http.explore;

import dev.lince.app.http.Percent;
import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import dev.lince.app.http.api.AddressNumber;
import dev.lince.app.http.api.JsonFields;
import dev.lince.library.FailedFiles;
import dev.lince.store.LedgerEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of the list of failed files, as an address asks for it. Its cursor is the path that the
 * page before ended with, so that files which come and go meanwhile make nothing come twice.
 *
 * @param after the path behind which it begins; empty for the first one
 */
record FailurePage(int limit, String after) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  /** Of a cursor: more than a request's address has room for. */
  private static final int MAX_LENGTH = 8000;

  /** Throws {@link Refused} with 422 for what is wrong. */
  static FailurePage of(@Nullable String address) {
    Query query = new Query(address);
    query.refuseAllBut(Set.of("limit", "cursor"));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    query.all("limit").forEach(value -> body.set("limit", AddressNumber.of(value)));
    query.all("cursor").forEach(value -> body.put("cursor", value));
    JsonFields fields = JsonFields.of(body, "");
    return new FailurePage(
        fields.integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        fields.text("cursor", MAX_LENGTH).map(text -> path(fields, text)).orElse(""));
  }

  private static String path(JsonFields fields, String cursor) {
    try {
      byte[] path = Base64.getUrlDecoder().decode(cursor);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString();
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      throw fields.wrong("cursor", "what the answer before had is allowed");
    }
  }

  private static String cursor(String path) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(path.getBytes(StandardCharsets.UTF_8));
  }

  /** What clients see of it. */
  Map<String, @Nullable Object> in(FailedFiles files) {
    List<LedgerEntry> rest =
        files.first().stream()
            .dropWhile(file -> file.path().compareTo(after) <= 0)
            .limit(limit + 1L)
            .toList();
    List<LedgerEntry> page = rest.subList(0, Math.min(limit, rest.size()));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("failures", page.stream().map(FailurePage::failure).toList());
    members.put("cursor", rest.size() > limit ? cursor(page.getLast().path()) : null);
    members.put("total", files.total());
    members.put("complete", files.isComplete());
    return members;
  }

  private static Map<String, @Nullable Object> failure(LedgerEntry file) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("path", "/static/" + Percent.encodePath(file.path()));
    members.put("detail", file.reason());
    members.put("bytes", file.bytes());
    members.put("modified", file.modified().toString());
    return members;
  }
}
