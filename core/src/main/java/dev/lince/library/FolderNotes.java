package dev.lince.library;

import dev.lince.store.ImageStore;
import dev.lince.store.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers where the folder without a name lay. Its pictures have plain paths, so that another
 * folder in its place looks as if all of them had vanished; where that would cost a large library,
 * the start stops instead.
 */
final class FolderNotes {
  /** Fewer than this are embedded again in minutes. */
  static final int LARGE = 1000;

  private static final String NOTE = "folder";

  private FolderNotes() {}

  /** Throws {@link LibraryException.OtherFolder} rather than let most of a large library go. */
  static void claim(ImageStore store, ImageFolders folders) {
    for (ImageFolder folder : folders.all()) {
      if (folder.name().isEmpty()) {
        claim(store, folders, folder);
      }
    }
  }

  private static void claim(ImageStore store, ImageFolders folders, ImageFolder folder) {
    String here = folder.folder().toString();
    Optional<String> before = store.notes().find(NOTE);
    if (before.isPresent() && before.get().equals(here)) {
      return;
    }
    if (before.isPresent()) {
      refuseToLose(store, folders, before.get(), here);
    }
    store.notes().put(NOTE, here);
  }

  private static void refuseToLose(
      ImageStore store, ImageFolders folders, String before, String here) {
    List<String> indexed = new ArrayList<>();
    store
        .ledger()
        .scan(
            entry -> {
              if (entry.state() == LedgerEntry.State.INDEXED) {
                indexed.add(entry.path());
              }
            });
    if (indexed.size() < LARGE) {
      return;
    }
    long missing = indexed.stream().filter(path -> folders.find(path).isEmpty()).count();
    if (missing > indexed.size() / 2) {
      throw new LibraryException.OtherFolder(
          "This library holds %,d pictures of %s, and %,d of them are not in %s. To search both, name them: --images photos=%s,more=%s. To begin another library, give it a place of its own: --data DIR."
              .formatted(indexed.size(), before, missing, here, before, here));
    }
  }
}
