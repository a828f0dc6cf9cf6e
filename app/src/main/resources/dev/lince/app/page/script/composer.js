// The composer: the parts of the query as chips, a field for words, a button that picks a picture.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { app } from "./app.js";
import { thumbnail } from "./api.js";
import { icon } from "./icons.js";
import { take } from "./drop.js";
import { named } from "./paths.js";
import { addWords, remove, select, weigh } from "./query.js";
import { wordsRefused } from "./status.js";
import { say, written } from "./words.js";

const step = 0.1;
const narrow = matchMedia("(max-width: 640px)");
export const strongest = 2;

export function composer({ parts, selected, status }) {
  const refused = wordsRefused(status);
  return html`<form class="composer" role="search" aria-label=${say("search")} @submit=${submitted}>
    <div class="field">
      ${
        parts.length
          ? html`<ul class="chips" role="list" aria-label=${say("chips")}>
              ${repeat(parts, keyOf, (part, i) => chip(part, i, i === selected))}
            </ul>`
          : nothing
      }
      <input
        id="words"
        name="words"
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="search"
        maxlength="1000"
        aria-label=${say("words")}
        ?readonly=${refused !== null}
        aria-describedby=${refused === null ? nothing : "words-refused"}
        placeholder=${placeholder(parts, refused)}
        @keydown=${keyed}
      />
    </div>
    ${refused === null ? nothing : html`<span id="words-refused" class="refused" role="note">${refused}</span>`}
    <label class="round pick" title=${say("pick")}>
      <input
        type="file"
        class="unseen"
        accept="image/*,.heic,.heif,.avif,.dng,.cr2,.cr3,.nef,.arw,.raf,.orf,.rw2"
        aria-label=${say("pick")}
        @change=${picked}
      />
      ${icon("picture")}
    </label>
    <button class="round go" aria-label=${say("search")} title=${say("search")}>${icon("search")}</button>
  </form>`;
}

const keys = new WeakMap();
let lastKey = 0;

/** Chips keep their element, and so the focus, while their weight changes. */
function keyOf(part) {
  if (part.kind === "id" || part.kind === "text") {
    return `${part.kind}${part.value}`;
  }
  const owner = part.blob;
  if (!owner) {
    return part.value;
  }
  if (!keys.has(owner)) {
    keys.set(owner, ++lastKey);
  }
  return keys.get(owner);
}

function placeholder(parts, refused) {
  if (refused !== null) {
    return say(parts.length ? "placeholder.more.visual" : "placeholder.visual");
  }
  return say(parts.length ? "placeholder.more" : narrow.matches ? "placeholder.short" : "placeholder");
}

function chip(part, i, open) {
  const name = nameOf(part);
  const less = part.weight < 0;
  return html`<li class="chip ${part.kind} ${less ? "less" : ""} ${open ? "selected" : ""}">
    <button
      type="button"
      class="what"
      aria-expanded=${open}
      title=${name}
      @click=${() => select(i)}
      @keydown=${(event) => chipKeyed(event, part, i)}
    >
      <span class="sign" aria-hidden="true">${less ? "−" : "+"}</span>${face(part)}
      <span class=${Math.abs(part.weight) === 1 ? "unseen" : "weight"}>${written(Math.abs(part.weight))}</span>
      <span class="unseen">${say(less ? "less.like" : "more.like")}</span>
    </button>
    <button type="button" class="off" aria-label=${say("chip.remove", { name })} @click=${() => removed(i)}>
      ${icon("close")}
    </button>
  </li>`;
}

export function nameOf(part) {
  switch (part.kind) {
    case "text":
      return `“${part.value}”`;
    case "id": {
      const image = app.results?.items.find(({ id }) => id === part.value);
      return image ? named(image).name : say("chip.stored", { id: String(part.value) });
    }
    default:
      return say(part.region ? "chip.region" : "chip.picture");
  }
}

function face(part) {
  if (part.kind === "text") {
    return html`<bdi>${part.value}</bdi>`;
  }
  const source = part.kind === "id" ? thumbnail(part.value, 128) : part.preview;
  return source
    ? html`<img src=${source} alt=${nameOf(part)} />`
    : html`<span class="blank">${icon("picture")}<span class="unseen">${nameOf(part)}</span></span>`;
}

function submitted(event) {
  event.preventDefault();
  const field = event.target.elements.words;
  if (!field.readOnly) {
    addWords(field.value);
    field.value = "";
  }
}

function keyed(event) {
  if (event.key === "Backspace" && !event.target.value) {
    const chips = event.target.form.querySelectorAll(".chip");
    if (chips.length) {
      removed(chips.length - 1);
    }
  }
}

async function removed(i) {
  const done = remove(i);
  await Promise.resolve();
  document.getElementById("words").focus();
  return done;
}

function chipKeyed(event, part, i) {
  const steps = { ArrowUp: step, ArrowDown: -step };
  if (event.key in steps) {
    event.preventDefault();
    const weight = Math.round((part.weight + steps[event.key]) * 10) / 10;
    weigh(i, Math.min(strongest, Math.max(-strongest, weight)));
  } else if (event.key === "Backspace" || event.key === "Delete") {
    event.preventDefault();
    removed(i);
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const chips = [...event.target.closest(".chips").querySelectorAll(".what")];
    const next =
      chips[i + (event.key === "ArrowRight" ? 1 : -1)] ??
      (event.key === "ArrowRight" ? document.getElementById("words") : null);
    next?.focus();
  }
}

function picked(event) {
  take([...event.target.files], { search: true });
  event.target.value = "";
}
