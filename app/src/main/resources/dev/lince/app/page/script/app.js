// What the page knows, in one place, and the views that show it. A view is a function from what is known to a lit template; every change
// draws all of them once, at the end of the running task.

import { render } from "../lit/lit-html.js";

export const app = {
  /** Parts of the query: {kind: "text" | "id" | "picture", value, weight, …}; see query.js. */
  parts: [],
  /** Which of them shows its controls; −1 for none. */
  selected: -1,
  /** The filters, by the names of the API's parameters; `tag` is a list. */
  filter: {},
  /** "" for the nature of the list (likeness; newest), "date" for searches, "oldest" for lists. */
  sort: "",
  /** Whether all pictures are listed although nothing is searched and no filter set. */
  all: false,
  /** The id of the picture that is open; 0 for none. */
  open: 0,
  /** What is shown; see results.js. */
  results: null,
  busy: false,
  /** What went wrong with the search: a Problem. */
  problem: null,
  /** The last status that the server gave, or null. */
  status: null,
  /** Seconds until the server, which does not answer, is asked again; −1 while it answers. */
  away: -1,
  session: { may_read: true, may_write: false, how: "open" },
  facets: null,
  explore: null,
  picture: null,
  uploads: [],
  uploadsOpen: false,
  /** Files that could not be read: {files, cursor, total, complete}; null until someone looks. */
  failures: null,
  failuresOpen: false,
  failuresProblem: null,
  toast: null,
  veil: null,
};

const views = [];
let asked = false;

/** Shows a view in an element from now on. */
export function mount(element, view) {
  views.push({ element, view });
}

/** Changes what is known, and draws. */
export function update(changes = {}) {
  Object.assign(app, changes);
  if (!asked) {
    asked = true;
    queueMicrotask(draw);
  }
}

function draw() {
  asked = false;
  for (const { element, view } of views) {
    render(view(app), element);
  }
}
