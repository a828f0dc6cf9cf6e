package dev.lince.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lince.embed.ColorEmbedder;
import dev.lince.store.MemoryStore;
import dev.lince.store.Notes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpaceNoteTest {
  private final Notes notes = new MemoryStore().notes();
  private final ColorEmbedder colors = new ColorEmbedder();
  private final ColorEmbedder other = new ColorEmbedder("other");

  @Test
  void ofTwoProcessesThatStartAtOnceTheSecondIsRefused() {
    Notes late = new LateNotes(notes, () -> SpaceNote.claim(notes, colors.space()));

    assertThatThrownBy(() -> SpaceNote.claim(late, other.space()))
        .isInstanceOf(LibraryException.OtherSpace.class)
        .hasMessageContaining("colors")
        .hasMessageContaining("other");
    assertThat(SpaceNote.find(notes).orElseThrow().name()).isEqualTo("colors");
  }

  @Test
  void twoProcessesThatStartAtOnceWithOneSpaceBothGoOn() {
    Notes late = new LateNotes(notes, () -> SpaceNote.claim(notes, colors.space()));

    assertThatCode(() -> SpaceNote.claim(late, new ColorEmbedder().space()))
        .doesNotThrowAnyException();
  }

  /** Notes that someone else writes to right after they were found empty. */
  private record LateNotes(Notes notes, Runnable other) implements Notes {
    @Override
    public Optional<String> find(String name) {
      Optional<String> found = notes.find(name);
      if (found.isEmpty()) {
        other.run();
      }
      return found;
    }

    @Override
    public void put(String name, String text) {
      notes.put(name, text);
    }

    @Override
    public String putIfAbsent(String name, String text) {
      return notes.putIfAbsent(name, text);
    }
  }
}
