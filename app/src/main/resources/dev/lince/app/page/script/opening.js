// What opening a picture is to the address: `open` names it, and Back closes what the page itself opened. The viewer follows.

import { app, update } from "./app.js";
import { writeAddress } from "./query.js";

/** Opens a picture of the library by its id; `replace` goes on from the open one without a step of its own in the history. */
export function openImage(id, { replace = false } = {}) {
  update({ open: id });
  writeAddress({ replace });
  if (!replace) {
    history.replaceState({ ...history.state, opened: true }, "");
  }
}

/** Back to where it was opened from; to the results, where the page began with the picture. */
export function closeImage() {
  if (history.state?.opened) {
    history.back();
    return;
  }
  update({ open: 0 });
  writeAddress({ replace: true });
}
