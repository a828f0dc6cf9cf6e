// The files that the library could not read: asked for when someone looks, and again while he looks and the library changes.

import { app, update } from "./app.js";
import { ask, withParameters } from "./api.js";
import { tell } from "./announce.js";
import { closeMenu } from "./menu.js";
import { afterPaint } from "./paint.js";
import { say } from "./words.js";

const page = 100;
const longestPage = 1000;
const pause = 5000;
let asking = false;
let later;
let opener = null;

/** Asks for the first of them, or for as many as are shown. Who may not know, or a server that does not tell, shows none. */
export async function refreshFailures() {
  const shown = app.failures?.files.length ?? 0;
  if (asking || !app.session.may_read || shown > longestPage) {
    return;
  }
  asking = true;
  try {
    const answer = await ask(withParameters("failures", { limit: Math.max(page, shown) }));
    update({ failures: listed(answer, []), failuresProblem: null });
  } catch (problem) {
    if (problem.status !== 401 && problem.status !== 404) {
      update({ failuresProblem: problem });
      return;
    }
    update({ failures: null });
    if (app.failuresOpen) {
      closeFailures();
    }
  } finally {
    asking = false;
  }
}

/** The next page, below those that are shown. */
export async function moreFailures() {
  if (asking) {
    return;
  }
  asking = true;
  try {
    const { files, cursor } = app.failures;
    const failures = listed(await ask(withParameters("failures", { limit: page, cursor })), files);
    update({ failures, failuresProblem: null });
    tell(say("failures.shown", { shown: failures.files.length, n: failures.total }));
    if (!failures.cursor) {
      document.getElementById("failures-list").focus(); // the button that had it is gone
    }
  } catch (problem) {
    update({ failuresProblem: problem });
  } finally {
    asking = false;
  }
}

const listed = ({ failures, cursor, total, complete }, before) => ({
  files: [...before, ...failures],
  cursor,
  total,
  complete,
});

/** Opens the list, and takes the focus there. */
export function openFailures({ currentTarget: button }) {
  opener = button.closest("[popover]") ? null : button;
  closeMenu("library");
  update({ failuresOpen: true, uploadsOpen: false });
  refreshFailures();
  afterPaint(() => document.getElementById("failures")?.focus());
}

export function closeFailures() {
  update({ failuresOpen: false, failuresProblem: null });
  (opener?.isConnected ? opener : document.getElementById("library-button")).focus();
}

/** Another status: asks again where someone looks at what it may have changed, within a while, since an ingest changes it twice a second. */
export function failuresChanged(before, now) {
  const same = before && before.ingest.failed === now.ingest.failed && before.ingest.phase === now.ingest.phase;
  if (!same && (app.failuresOpen || now.images === 0)) {
    later ??= setTimeout(() => {
      later = undefined;
      refreshFailures();
    }, pause);
  }
}
