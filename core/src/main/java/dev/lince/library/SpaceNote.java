package dev.lince.library;

import dev.lince.embed.Space;
import dev.lince.store.Notes;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The library's memory of which space its vectors belong to, kept as a note of the store from
 * before the first vector is written.
 */
public final class SpaceNote {
  private static final String NAME = "space";
  private static final String FORMER = "former-space";
  private static final JsonMapper JSON = new JsonMapper();

  private SpaceNote() {}

  /** The space of the library; empty while nothing was ever stored. */
  public static Optional<Space> find(Notes notes) {
    return notes.find(NAME).map(SpaceNote::read);
  }

  /**
   * Notes the space of a new library, or makes sure that it is the library's. Of several processes
   * that do so at once, one wins.
   *
   * @throws LibraryException.OtherSpace where it is not
   */
  public static void claim(Notes notes, Space space) {
    Space library =
        find(notes).orElseGet(() -> read(notes.putIfAbsent(NAME, JSON.writeValueAsString(space))));
    if (!library.id().equals(space.id())) {
      throw new LibraryException.OtherSpace(
          "The library was embedded with %s, and this start would use %s: their vectors cannot be compared. Start with the library's own model; or bring the library over to the other one, which keeps ids and tags, with the same settings and `lince reembed`; or give the other one a library of its own (--data DIR, or another database)."
              .formatted(describe(library), describe(space)));
    }
    if (!library.isSameAs(space)) {
      throw new LibraryException.OtherSpace(
          "The embedder %s does not reproduce the library's probe picture (cosine %.4f, at least %.3f is needed): its files or its runtime compute something else than when the library was made."
              .formatted(space.name(), library.probeCosine(space), Space.PROBE_COSINE));
    }
  }

  /** The notes of a switch from the library's space to another. */
  static Map<String, String> ofSwitch(Notes notes, Space next) {
    String before = notes.find(NAME).orElse("");
    return Map.of(NAME, JSON.writeValueAsString(next), FORMER, before);
  }

  /**
   * The name of the space before the last switch, whose vectors are kept until someone drops them.
   */
  public static Optional<String> former(Notes notes) {
    return notes.find(FORMER).filter(text -> !text.isEmpty()).map(text -> read(text).name());
  }

  /** Notes that the vectors of the space before the last switch are gone. */
  public static void forgetFormer(Notes notes) {
    if (former(notes).isPresent()) {
      notes.put(FORMER, "");
    }
  }

  private static Space read(String text) {
    return JSON.readValue(text, Space.class);
  }

  private static String describe(Space space) {
    return "%s (model %.8s, %s, %d dimensions)"
        .formatted(space.name(), space.modelHash(), space.preprocessing(), space.dimension());
  }
}
