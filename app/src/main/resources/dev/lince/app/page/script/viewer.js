// The viewer: one picture, large, on a dark ground. It is part of the address (open=59), so that Back closes it.

import { html, nothing, render } from "../lit/lit-html.js";
import { app } from "./app.js";
import { ask, file, withParameters } from "./api.js";
import { details } from "./details.js";
import { icon } from "./icons.js";
import { closeImage, openImage } from "./opening.js";
import { named } from "./paths.js";
import { addImage, searchBy } from "./query.js";
import { removeImage } from "./removal.js";
import { grow } from "./results.js";
import { focusTile, tileAt } from "./resultsview.js";
import { stage } from "./stage.js";
import { strip } from "./strip.js";
import { watchSwipes } from "./swipe.js";
import { kept, keep } from "./kept.js";
import { moving } from "./transition.js";
import { say } from "./words.js";
import { tell } from "./announce.js";

const dialog = document.getElementById("viewer");
const inside = document.getElementById("viewing");
const narrow = matchMedia("(max-width: 800px)");
const neighbours = 24;
const over = () => document.getElementById("over");
/** The id that is shown, or on its way to be; the picture; the results that its arrows lead through. */
let wanted = 0;
let image = null;
let drawnWith = null;
let near = [];
let aside = kept("details") !== "closed" && !narrow.matches;
let returnTo = null;

export function startViewer() {
  dialog.addEventListener("cancel", (event) => (event.preventDefault(), closeImage()));
  dialog.addEventListener("keydown", keyed);
  document.addEventListener("lince-labelled", ({ detail }) => {
    if (detail.id === image?.id) {
      redraw({ tags: detail.tags });
    }
  });
  watchSwipes(dialog, { left: () => step(1), right: () => step(-1), down: closeImage });
}

/** Brings the viewer in step with what is known: opens, closes, or changes its picture. Called after every change. */
export function show() {
  const { open } = app;
  if (open === wanted) {
    if (image && app.results !== drawnWith) {
      draw();
    }
    return;
  }
  const last = wanted;
  wanted = open;
  if (!open) {
    hide(last);
    return;
  }
  const known = app.results?.items.find(({ id }) => id === open) ?? near.find(({ id }) => id === open);
  const first = !dialog.open;
  const index = placeOf(open);
  returnTo = index < 0 ? returnTo : index;
  moving(first ? tileAt(index)?.querySelector("img") : null, () => {
    if (wanted !== open) {
      return; // closed, or another opened, while the browser took its picture of the page
    }
    image = known ?? { id: open, path: "", tags: [], metadata: {}, unknown: true };
    near = first ? [] : near;
    if (first) {
      dialog.append(over()); // all that is outside of an open dialog can be neither reached nor heard
      dialog.showModal();
      document.documentElement.classList.add("viewing");
    }
    draw();
    dialog.querySelector(".stage img")?.focus({ preventScroll: true });
  });
  fetchRest(open);
  if (!first && known) {
    tell(named(known).name); // the first time the dialog's own name is read
  }
}

async function fetchRest(id) {
  const current = () => app.open === id;
  try {
    const whole = await ask(`images/${id}`);
    if (current()) {
      image = { ...image, ...whole, unknown: false };
      draw();
    }
    const answer = await ask(withParameters(`images/${id}/similar`, { k: neighbours }));
    if (current()) {
      near = answer.results;
      draw();
      dialog.querySelector(".strip")?.scrollTo({ left: 0 });
    }
  } catch (problem) {
    if (current() && problem.status === 404) {
      image = { ...image, gone: true };
      draw();
    }
  }
}

/** Closes the viewer, and returns to the tile of the picture that was open last. */
function hide(last) {
  if (!dialog.open) {
    return;
  }
  const index = placeOf(last);
  const target = index < 0 ? returnTo : index;
  moving(null, () => {
    if (wanted) {
      return null;
    }
    dialog.close();
    document.body.append(over());
    document.documentElement.classList.remove("viewing");
    image = null;
    near = [];
    render(nothing, inside);
    const tile = tileAt(target);
    tile?.scrollIntoView({ block: "nearest" });
    focusTile(target);
    return tile?.querySelector("img");
  });
}

const placeOf = (id) => app.results?.items.findIndex((one) => one.id === id) ?? -1;

function step(by) {
  const index = placeOf(image.id);
  const { items } = app.results ?? { items: [] };
  const next = index < 0 ? undefined : items[index + by];
  if (next) {
    openImage(next.id, { replace: true });
    if (index + by > items.length - 5) {
      grow();
    }
  }
}

function keyed(event) {
  if (event.target.closest("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const onButton = event.target.closest("button, a");
  const acts = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    Delete: () => app.session.may_write && removeImage(image),
    ...(onButton
      ? {}
      : { " ": turnDetails, Enter: more, "+": more, "-": () => addImage(image.id, -0.5), s: () => searchBy(image.id) }),
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
}

const more = () => addImage(image.id, 1);

function turnDetails() {
  aside = !aside;
  keep("details", aside ? null : "closed");
  draw();
}

/** Draws the open picture anew, after its tags or the language changed. */
export function redraw(changes = {}) {
  if (image) {
    image = { ...image, ...changes };
    draw();
  }
}

function draw() {
  drawnWith = app.results;
  const { name } = named(image);
  dialog.setAttribute("aria-label", name || say("picture"));
  render(
    html`<div class="viewer ${aside ? "with-details" : ""}">
      <div class="top">
        ${button("back", say("close"), closeImage)}
        <h2 title=${name}><bdi>${name}</bdi></h2>
        ${button("add", say("more.like"), more)} ${button("less", say("less.like"), () => addImage(image.id, -0.5))}
        ${button("similar", say("similar"), () => searchBy(image.id))}
        <a class="round" href=${file(image.id)} download=${name} aria-label=${say("download")} title=${say("download")}
          >${icon("download")}</a
        >
        ${app.session.may_write ? button("trash", say("delete"), () => removeImage(image)) : nothing}
        <button
          class="round"
          aria-label=${say("details")}
          title=${say("details")}
          aria-pressed=${aside}
          @click=${turnDetails}
        >
          ${icon("note")}
        </button>
      </div>
      <div
        class="stage"
        @click=${(event) => narrow.matches && aside && !event.target.closest("button") && turnDetails()}
      >
        ${image.gone ? html`<p class="gone">${say("picture.gone")}</p>` : stage(image, name, tileAt(placeOf(image.id)))}
        ${arrow(-1)} ${arrow(1)}
      </div>
      ${strip(near, (id) => openImage(id, { replace: true }))}
      ${aside ? html`<aside aria-label=${say("details")}>${details(image)}</aside>` : nothing}
    </div>`,
    inside,
  );
}

const button = (name, label, act) =>
  html`<button class="round" aria-label=${label} title=${label} @click=${act}>${icon(name)}</button>`;

function arrow(by) {
  const index = placeOf(image.id);
  const next = index < 0 ? undefined : app.results.items[index + by];
  return next
    ? html`<button
        class="round step ${by < 0 ? "before" : "after"}"
        aria-label=${say(by < 0 ? "previous" : "next")}
        title=${say(by < 0 ? "previous" : "next")}
        @click=${() => step(by)}
      >
        ${icon(by < 0 ? "back" : "next")}
      </button>`
    : nothing;
}
