package dev.lince.app.http.images;

import dev.lince.app.http.Refused;
import dev.lince.app.http.Upload;
import dev.lince.app.http.UploadedFile;
import dev.lince.app.http.api.JsonFields;
import dev.lince.library.NewPicture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a form that adds pictures.
 *
 * @param path that the only picture is to have; null where the library chooses
 */
record AdditionForm(
    List<UploadedFile> files,
    @Nullable String path,
    Set<String> tags,
    Map<String, String> metadata) {
  private static final String FILE = "file";
  private static final Set<String> FIELDS = Set.of("path", "tags", "metadata");
  private static final String FILE_NAME = "file_name";
  private static final int MOST = 100;
  private static final int LONGEST_PATH = 2_000;
  private static final int LONGEST_FILE_NAME = 255;

  /** Throws {@link Refused} for what is wrong with the form. */
  static AdditionForm of(Upload upload) {
    refuseUnknown(upload);
    List<UploadedFile> files = upload.files(FILE);
    if (files.isEmpty()) {
      throw new Refused(
          422, "The form has no picture; one or more files in the field file are needed.");
    }
    if (files.size() > MOST) {
      throw new Refused(
          413, "The form has %d pictures; send at most %d at once.".formatted(files.size(), MOST));
    }
    Optional<String> path = upload.field("path").filter(text -> !text.isEmpty());
    if (path.isPresent() && files.size() > 1) {
      throw new Refused(
          422, "The form has a path and %d pictures; a path is for one.".formatted(files.size()));
    }
    if (path.isPresent() && path.get().length() > LONGEST_PATH) {
      throw new Refused(422, "The path has more than %,d characters.".formatted(LONGEST_PATH));
    }
    LabelJson labels = LabelJson.of(labels(upload));
    return new AdditionForm(
        files, path.orElse(null), labels.tags().orElse(Set.of()), labels.putMetadata());
  }

  private static void refuseUnknown(Upload upload) {
    Set<String> unknown = new TreeSet<>(upload.fields());
    unknown.removeAll(FIELDS);
    upload.files().stream().filter(name -> !name.equals(FILE)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      throw new Refused(
          422,
          "The field %s is not known; pictures in file, and path, tags and metadata are allowed."
              .formatted(unknown.iterator().next()));
    }
  }

  /** Tags are a JSON list, or one field each. */
  private static JsonFields labels(Upload upload) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    List<String> tags = upload.texts("tags");
    if (tags.size() == 1 && tags.getFirst().strip().startsWith("[")) {
      body.set("tags", JsonFields.ofField(tags.getFirst()));
    } else if (!tags.isEmpty()) {
      var list = body.putArray("tags");
      tags.forEach(list::add);
    }
    upload.field("metadata").ifPresent(json -> body.set("metadata", JsonFields.ofField(json)));
    return JsonFields.of(body, "");
  }

  /** The picture of one of the files. */
  NewPicture picture(UploadedFile file, byte[] bytes) {
    Map<String, String> all = new HashMap<>(metadata);
    shownName(file).ifPresent(name -> all.putIfAbsent(FILE_NAME, name));
    return new NewPicture(bytes, path, tags, all);
  }

  /** What people called the file: never more than a word about it. */
  static Optional<String> shownName(UploadedFile file) {
    String name = file.name();
    if (name == null) {
      return Optional.empty();
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder plain = new StringBuilder();
    last.codePoints()
        .filter(character -> !Character.isISOControl(character))
        .filter(character -> Character.getType(character) != Character.SURROGATE)
        .limit(LONGEST_FILE_NAME)
        .forEach(plain::appendCodePoint);
    String shown = plain.toString().strip();
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown);
  }
}
