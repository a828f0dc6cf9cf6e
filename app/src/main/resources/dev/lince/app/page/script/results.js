// Finding: from the query and the filters to a list of hits that grows page by page. A newer search ends an older one. The last lists are kept, so that going back
// is there at once.

import { app, update } from "./app.js";
import { ask, Problem, withParameters } from "./api.js";
import { afterPaint } from "./paint.js";
import { startImages } from "./explore.js";
import { remember } from "./pictures.js";
import { meet } from "./session.js";
import { lost } from "./status.js";
import { tell } from "./announce.js";
import { say } from "./words.js";

const page = 60;
const keptLists = 12;
const lists = new Map();
let running = new AbortController();

/** What is looked for: "start" (nothing), "list" (filters alone) or "search". */
export function mode() {
  return app.parts.length ? "search" : app.all || Object.keys(app.filter).length ? "list" : "start";
}

const nameOf = () =>
  JSON.stringify([app.parts.map(({ kind, value, weight }) => [kind, value, weight]), app.filter, app.sort, app.all]);

/**
 * Finds what the query asks for and shows it. `found` is called when each picture has a token; `count` is how many hits the first page should have at
 * least; `again` asks the server even where the list is kept.
 */
export async function run({ found = () => {}, count = page, again = false } = {}) {
  running.abort();
  const mine = (running = new AbortController());
  const known = app.parts.every(({ value }) => value !== null) && lists.get(nameOf());
  if (known && !again) {
    update({ results: known, busy: false, problem: null });
    return;
  }
  update({ busy: true, problem: null });
  try {
    const results = await first(mine.signal, Math.min(1000, Math.max(page, count)), again);
    if (mine.signal.aborted) {
      return;
    }
    keepList(results);
    update({ results, busy: false });
    // Browsers take tens of milliseconds to write an address: the pictures come first.
    afterPaint(() => mine.signal.aborted || (found(), announce(results)));
  } catch (problem) {
    if (!mine.signal.aborted) {
      fail(problem);
    }
  }
}

function keepList(results) {
  results.name = nameOf();
  lists.delete(results.name);
  lists.set(results.name, results);
  if (lists.size > keptLists) {
    lists.delete(lists.keys().next().value);
  }
}

function fail(problem) {
  if (problem.away) {
    lost();
  } else if (problem.status === 401) {
    meet().catch(() => {}); // a key that was revoked: what may still be done is asked anew
  }
  update({ busy: false, problem: problem instanceof Problem ? problem : new Problem(-1, String(problem.message)) });
}

/** The kept lists are of a library that has changed. */
export const forgetLists = () => lists.clear();

async function first(signal, count, again) {
  switch (mode()) {
    case "start":
      return { mode: "start", items: await startImages({ again, signal }), cursor: null, total: null };
    case "list":
      return list(signal, count);
    default:
      return search(signal, count);
  }
}

async function list(signal, limit, cursor) {
  const order = app.sort === "oldest" ? "oldest" : undefined;
  const answer = await ask(withParameters("images", { ...app.filter, order, limit, cursor }), { signal });
  return {
    mode: "list",
    items: answer.images,
    cursor: answer.images.length ? answer.cursor : null,
    total: answer.total,
  };
}

async function search(signal, k) {
  const fresh = app.parts.filter(({ value }) => value === null);
  const lone = fresh.length === 1 && app.parts.length === 1 && app.parts[0].weight === 1;
  if (!lone) {
    for (const part of fresh) {
      name(part, (await ask("search", { form: formOf(part, { k: 1 }), signal })).query);
    }
  }
  const asked = { k, ...options() };
  const call = lone ? { form: formOf(fresh[0], asked) } : { json: { query: app.parts.map(forServer), ...asked } };
  const answer = await ask("search", { ...call, signal });
  if (lone) {
    name(fresh[0], answer.query);
  }
  return resultsOf(answer);
}

/** The token takes the picture's place in the query, and from now on in the address. */
function name(part, token) {
  part.value = token;
  remember(token, part);
}

const forServer = ({ kind, value, weight }) => ({ [kind === "picture" ? "query" : kind]: value, weight });

function formOf({ blob, region }, options) {
  const form = new FormData();
  form.append("search", JSON.stringify({ query: [{ image: "picture", ...(region && { region }) }], ...options }));
  form.append("picture", blob, "picture");
  return form;
}

function options() {
  const sorted = app.sort === "date" ? { sort: "date" } : {};
  const filter = filterForServer(app.filter);
  return filter ? { ...sorted, filter } : sorted;
}

function filterForServer({ folder, tag = [], type, ...rest }) {
  const all = tag.map((one) => ({ tag: one }));
  const span = (name, low, high) => {
    const from = rest[low[0]];
    const until = rest[high[0]];
    if (from || until) {
      all.push({ [name]: { ...(from && { [low[1]]: low[2](from) }), ...(until && { [high[1]]: high[2](until) }) } });
    }
  };
  const same = (text) => text;
  for (const name of ["taken", "added"]) {
    span(name, [`${name}_from`, "from", same], [`${name}_until`, "until", same]);
  }
  for (const name of ["width", "height"]) {
    span(name, [`min_${name}`, "min", Number], [`max_${name}`, "max", Number]);
  }
  if (folder) {
    all.push({ folder });
  }
  if (type) {
    all.push({ type });
  }
  return all.length ? { and: all } : null;
}

function resultsOf(answer) {
  return {
    mode: "search",
    items: answer.results,
    token: answer.query,
    cursor: answer.cursor,
    ended: answer.depth_reached,
    truncated: answer.truncated_texts,
    rated: answer.confident !== null,
    sorted: app.sort,
    total: null,
  };
}

let growing = null;

/** The next page. Does nothing where there is none, or one is on its way. */
export async function grow() {
  const results = app.results;
  if (!results?.cursor || growing === results || results.growthProblem) {
    return;
  }
  growing = results;
  try {
    const next =
      results.mode === "list"
        ? await list(undefined, page, results.cursor)
        : resultsOf(
            await ask("search", { json: { query: results.token, cursor: results.cursor, k: page, ...options() } }),
          );
    results.items.push(...next.items);
    Object.assign(results, { cursor: next.cursor, ended: next.ended });
  } catch (problem) {
    results.growthProblem = problem;
  } finally {
    growing = null;
  }
  update();
}

/** Tries a page again that did not come. */
export function growAgain() {
  app.results.growthProblem = null;
  return grow();
}

/** How many of the hits are confident; all of a list, and where nobody can say. */
export function sureOf(results) {
  if (results.mode !== "search" || !results.rated || results.sorted) {
    return results.items.length;
  }
  const weak = results.items.findIndex(({ grade }) => grade === "weak");
  return weak < 0 ? results.items.length : weak;
}

function announce(results) {
  if (results.mode === "start") {
    return;
  }
  const n = results.mode === "list" ? (results.total ?? results.items.length) : results.items.length;
  const sure = results.mode === "search" && results.rated ? ` ${say("found.sure", { n: sureOf(results) })}` : "";
  tell(n ? say("found", { n }) + sure : say("found.none"));
}
