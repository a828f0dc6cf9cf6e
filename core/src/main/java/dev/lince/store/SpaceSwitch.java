package dev.lince.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens in the one step in which the next space takes the place of the one before.
 *
 * @param leftBehind ids of images that leave the library where they have no vector in the next
 *     space; their ids are never given again
 * @param ledger rows that are written
 * @param notes texts that are written, by name
 */
public record SpaceSwitch(
    Set<Integer> leftBehind, List<LedgerEntry> ledger, Map<String, String> notes) {
  /** Copies the collections. */
  public SpaceSwitch {
    leftBehind = Set.copyOf(leftBehind);
    ledger = List.copyOf(ledger);
    notes = Map.copyOf(notes);
  }
}
