// The results: the confident ones, a line, the weak ones. The grids live as long as their list; the arrow keys and the actions on a tile work across both.

import { app, update } from "./app.js";
import * as address from "./address.js";
import { Grid } from "./grid.js";
import { grow, sureOf } from "./results.js";
import { say } from "./words.js";

const root = () => document.getElementById("results");
let shown = null;
let sure = null;
let weak = null;
let staying = false;

/** Brings the page in step with the results. Called after every change of what is known. */
export function showResults() {
  const { results } = app;
  if (results !== shown) {
    begin(results);
  }
  if (!results?.items.length) {
    return;
  }
  const confident = sureOf(results);
  const more = results.cursor !== null;
  if (confident) {
    sure ??= new Grid(listIn("sure"), { href: opener() });
    sure.show(results.items.slice(0, confident), more && confident === results.items.length);
  }
  if (confident < results.items.length) {
    weak ??= weakGrid(confident);
    weak.show(results.items.slice(confident), more);
  }
  if (!root().querySelector("a[tabindex='0']")) {
    root().querySelector(".tile a")?.setAttribute("tabindex", "0");
  }
  watchEnd();
}

function begin(results) {
  shown = results;
  sure = null;
  weak = null;
  if (root().contains(document.activeElement)) {
    document.getElementById("main").focus({ preventScroll: true });
  }
  if (!staying) {
    scrollTo({ top: 0, behavior: "instant" });
  }
  staying = false;
  root().replaceChildren();
  root().classList.toggle("unrated", !results?.rated);
}

function listIn(name) {
  const list = document.createElement("ul");
  list.className = `grid ${name}`;
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", say(name === "weak" ? "grid.weak" : "grid"));
  root().append(list);
  return list;
}

function weakGrid(first) {
  if (first) {
    const line = document.createElement("p");
    line.className = "divider";
    line.textContent = say("divider");
    root().append(line);
  }
  return new Grid(listIn("weak"), { first, href: opener() });
}

/** Gives the address that opens a picture among these results; what all have in common is written once. */
function opener() {
  const here = address.write({ ...app, open: 0 });
  return ({ id }) => `${here}${here === "#" ? "" : "&"}open=${id}`;
}

const end = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && grow(), {
  rootMargin: "1500px",
});

/** The next page is fetched before its place comes into view. */
function watchEnd() {
  const foot = document.getElementById("foot");
  end.unobserve(foot);
  end.observe(foot);
}

/** The tile of the result at a place, if it is shown. */
export const tileAt = (index) => root().querySelector(`.tile[data-index="${index}"]`);

/** Makes a tile the one that the Tab key reaches. */
export function rove(tile) {
  for (const link of root().querySelectorAll("a[tabindex='0']")) {
    link.tabIndex = -1;
  }
  tile.querySelector("a").tabIndex = 0;
}

export function focusTile(index) {
  const tile = tileAt(index);
  if (tile) {
    rove(tile);
    tile.querySelector("a").focus();
  }
  return Boolean(tile);
}

/** Takes a picture out of what is shown, or puts one back, and shows the list anew. */
export function changeItems(change) {
  change(app.results.items);
  shown = null;
  staying = true;
  update();
}
