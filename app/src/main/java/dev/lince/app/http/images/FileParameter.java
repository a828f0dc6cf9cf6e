package dev.lince.app.http.images;

import dev.lince.app.http.Query;
import dev.lince.app.http.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameter that says whether files go with their pictures. */
final class FileParameter {
  private FileParameter() {}

  static boolean of(@Nullable String address) {
    Query query = new Query(address);
    for (String name : query.names()) {
      if (!name.equals("file")) {
        throw new Refused(422, "The parameter %s is not known; file is allowed.".formatted(name));
      }
    }
    List<String> values = query.all("file");
    String value = values.isEmpty() ? "false" : values.getLast();
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refused(422, "file is «%s»; true or false is allowed.".formatted(value));
    };
  }
}
