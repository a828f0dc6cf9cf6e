package dev.lince.store.lucene;

import dev.lince.store.Notes;
import java.util.Optional;

/** The notes in the index. */
record IndexNotes(Index index) implements Notes {

  @Override
  public Optional<String> find(String name) {
    return index.read(searcher -> new Lookup(searcher).note(name));
  }

  @Override
  public void put(String name, String text) {
    index.write(
        changes -> {
          changes.putNote(name, text);
          return name;
        });
  }

  @Override
  public String putIfAbsent(String name, String text) {
    return index.write(
        changes -> {
          Optional<String> there = changes.note(name);
          if (there.isEmpty()) {
            changes.putNote(name, text);
          }
          return there.orElse(text);
        });
  }
}
