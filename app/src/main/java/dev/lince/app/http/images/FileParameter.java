package dev.lince.app.http.images;

import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameter that says whether files go with their pictures. */
final class FileParameter {
  private FileParameter() {}

  static boolean of(@Nullable String address) {
    Query query = new Query(address);
    query.refuseAllBut(Set.of("file"));
    List<String> values = query.all("file");
    String value = values.isEmpty() ? "false" : values.getLast();
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refused(422, "file is «%s»; true or false is allowed.".formatted(value));
    };
  }
}
