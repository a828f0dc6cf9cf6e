// The controls of one part of the query: how much it counts, and for pictures the rectangle to search by.

import { html, nothing } from "../lit/lit-html.js";
import { app } from "./app.js";
import { file, thumbnail } from "./api.js";
import { nameOf, strongest } from "./composer.js";
import { Crop } from "./crop.js";
import { icon } from "./icons.js";
import { crop, remove, select, weigh } from "./query.js";
import { say, written } from "./words.js";

export function panel({ parts, selected }) {
  const part = parts[selected];
  if (!part) {
    return nothing;
  }
  return html`<section
    class="panel"
    aria-label=${nameOf(part)}
    @keydown=${(event) => event.key === "Escape" && closed(selected)}
  >
    ${cropOf(part)}
    <div class="controls">
      <p class="title">${part.kind === "text" ? html`<bdi>“${part.value}”</bdi>` : nameOf(part)}</p>
      ${part.kind === "text" ? nothing : html`<p class="quiet">${sourceOf(part) ? say("crop.how") : say("crop.gone")}</p>`}
      <label for="weight">${say("weight")}</label>
      <div class="weigh">
        <input
          id="weight"
          type="range"
          min=${-strongest}
          max=${strongest}
          step="0.1"
          .value=${String(part.weight)}
          aria-valuetext=${weightWords(part.weight)}
          @input=${(event) => weigh(selected, Number(event.target.value))}
        />
        <output for="weight">${weightWords(part.weight)}</output>
      </div>
      <div class="row">
        <button @click=${() => weigh(selected, -part.weight || -1)}>
          ${part.weight < 0 ? html`${icon("add")}${say("more.like")}` : html`${icon("less")}${say("less.like")}`}
        </button>
        ${part.region ? html`<button @click=${() => crop(selected, null)}>${icon("picture")}${say("crop.whole")}</button>` : nothing}
        <button @click=${() => remove(selected)}>${icon("close")}${say("remove")}</button>
        <button class="done" @click=${() => closed(selected)}>${icon("check")}${say("done")}</button>
      </div>
    </div>
  </section>`;
}

const weightWords = (weight) =>
  weight === 0
    ? say("weight.none")
    : say(weight < 0 ? "weight.less" : "weight.more", { weight: written(Math.abs(weight)) });

function closed(i) {
  select(i);
  document.querySelectorAll(".chip .what")[i]?.focus();
}

/** What can be cropped: a picture that this tab still has, or one of the library. */
const sourceOf = (part) => (part.kind === "id" ? thumbnail(part.value, 1024) : part.blob && part.url);

let shown = null;

function cropOf(part) {
  const source = sourceOf(part);
  if (!source) {
    return part.preview ? html`<img class="gone" src=${part.preview} alt="" />` : nothing;
  }
  if (shown?.source !== source) {
    shown = new Crop(source, cropped);
  }
  shown.region = part.region ?? null;
  return shown.element;
}

async function cropped(region) {
  const i = app.selected;
  const part = app.parts[i];
  if (part.kind !== "id") {
    await crop(i, region);
    return;
  }
  const id = part.value;
  const answer = await fetch(file(id)).catch(() => null);
  if (answer?.ok && app.parts[i]?.value === id) {
    app.parts[i].url = thumbnail(id, 1024);
    await crop(i, region, await answer.blob());
  }
}
