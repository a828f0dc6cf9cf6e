package dev.lince.store.lucene;

import dev.lince.store.Notes;
import java.util.Optional;
import java.util.function.Supplier;

/** The notes in the index. */
record IndexNotes(Snapshots snapshots, Supplier<GroupCommit> commits) implements Notes {

  @Override
  public Optional<String> find(String name) {
    return snapshots.read(searcher -> new Lookup(searcher).note(name));
  }

  @Override
  public void put(String name, String text) {
    commits
        .get()
        .write(
            changes -> {
              changes.putNote(name, text);
              return name;
            });
  }

  @Override
  public String putIfAbsent(String name, String text) {
    return commits
        .get()
        .write(
            changes -> {
              Optional<String> there = changes.note(name);
              if (there.isEmpty()) {
                changes.putNote(name, text);
              }
              return there.orElse(text);
            });
  }
}
