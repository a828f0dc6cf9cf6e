// The query: a sum of parts, and what people do to it. A part is {kind, value, weight}: words, the id of a picture of the library, or the token of a picture
// that was sent. A new picture has no token (value null) but {blob, url, region, preview}; its first search gives it one.

import { app, update } from "./app.js";
import * as address from "./address.js";
import { previewOf, recall, remember } from "./pictures.js";
import { run } from "./results.js";

const most = 32;

/** Takes the state from the address: at the start, and on back and forward. */
export function readAddress() {
  const said = address.read(location);
  const same = (part, i) => app.parts[i]?.kind === part.kind && app.parts[i].value === part.value;
  const selected = said.parts.every(same) && said.parts.length === app.parts.length ? app.selected : -1;
  update({ ...said, parts: said.parts.map((part) => (part.kind === "picture" ? recall(part) : part)), selected });
}

/** Writes the state into the address; a new entry of the history unless `replace`. */
export function writeAddress({ replace = false } = {}) {
  const to = address.write(app);
  if (to === location.hash || (to === "#" && !location.hash && !location.search)) {
    return;
  }
  if (replace) {
    history.replaceState(history.state, "", location.pathname + to);
  } else {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
    history.pushState({ depth: (history.state?.depth ?? 0) + 1 }, "", location.pathname + to);
  }
}

/** Searches for what the query is now, and writes the address when each picture has its token. */
function search(changes, { replace = false } = {}) {
  update({ ...changes, open: 0 });
  if (!app.parts.some((part) => part.value === null)) {
    writeAddress({ replace });
  }
  return run({ found: () => writeAddress({ replace }) });
}

/** Adds a picture that the visitor brought; it takes the place of pictures that were brought before. */
export async function addPicture(blob) {
  const part = {
    kind: "picture",
    value: null,
    weight: 1,
    blob,
    url: URL.createObjectURL(blob),
    region: null,
    preview: null,
  };
  const rest = app.parts.filter(({ kind, weight }) => kind === "text" || weight < 0);
  preview(part);
  await search({ parts: [...rest, part], selected: -1, all: false });
}

function preview(part) {
  previewOf(part.blob, part.region).then((address) => {
    part.preview = address;
    if (part.value !== null) {
      remember(part.value, part);
    }
    update();
  });
}

export function addWords(words) {
  const value = words.trim().slice(0, 1000);
  if (value) {
    return add({ kind: "text", value, weight: 1 });
  }
}

/** Adds a picture of the library; one that is there already only changes its weight. */
export function addImage(id, weight) {
  const i = app.parts.findIndex((part) => part.kind === "id" && part.value === id);
  return i < 0 ? add({ kind: "id", value: id, weight }) : weigh(i, weight);
}

function add(part) {
  if (app.parts.length < most) {
    return search({ parts: [...app.parts, part], all: false, selected: -1 });
  }
}

/** A new search, by nothing but a picture of the library. */
export function searchBy(id) {
  return search({ parts: [{ kind: "id", value: id, weight: 1 }], selected: -1, all: false });
}

export function remove(i) {
  return search({ parts: app.parts.filter((_, other) => other !== i), selected: -1 });
}

let weighing;

/** Changes a weight; the search waits until the hand rests. */
export function weigh(i, weight) {
  const parts = app.parts.map((part, other) => (other === i ? { ...part, weight } : part));
  update({ parts });
  clearTimeout(weighing);
  weighing = setTimeout(() => search({}, { replace: true }), 250);
}

/** Searches by a region of a picture, {x, y, width, height} in parts of it; null for all of it. */
export function crop(i, region, blob = app.parts[i].blob) {
  const { weight, url } = app.parts[i];
  const part = {
    kind: "picture",
    value: null,
    weight,
    blob,
    url: url ?? URL.createObjectURL(blob),
    region,
    preview: app.parts[i].preview ?? null,
  };
  preview(part);
  return search({ parts: app.parts.map((old, other) => (other === i ? part : old)) }, { replace: true });
}

/** Shows the controls of a part, or none (−1). */
export const select = (i) => update({ selected: app.selected === i ? -1 : i });

export const filterBy = (changes) => search({ filter: withoutEmpty({ ...app.filter, ...changes }) });
export const sortBy = (sort) => search({ sort });
export const showAll = () => search({ parts: [], all: true, selected: -1 });
export const goHome = () => search({ parts: [], filter: {}, sort: "", all: false, selected: -1 });

const withoutEmpty = (filter) =>
  Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== "" && value?.length !== 0),
  );
