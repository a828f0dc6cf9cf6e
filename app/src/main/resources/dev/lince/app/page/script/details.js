// What is known of a picture, at the side of the viewer; its tags can be changed there.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { app } from "./app.js";
import { ask } from "./api.js";
import { icon } from "./icons.js";
import { named } from "./paths.js";
import { explainedText } from "./problems.js";
import { filterBy } from "./query.js";
import { scoreWords, bars } from "./score.js";
import { toast } from "./toast.js";
import { bytes, day, moment, say } from "./words.js";

export function details(image) {
  const { folder, name } = named(image);
  const shape = image.width
    ? `${say("number", { value: image.width })} × ${say("number", { value: image.height })}`
    : "";
  const kind = [shape, image.bytes ? bytes(image.bytes) : "", image.type?.replace("image/", "").toUpperCase()]
    .filter(Boolean)
    .join(" · ");
  const own = Object.entries(image.metadata).filter(([, value]) => value !== name);
  return html`${score(image)}
    <dl>
      ${fact("fact.name", html`<bdi>${name}</bdi>`)}
      ${folder ? fact("fact.folder", html`<button class="word link" @click=${() => filterBy({ folder })}><bdi>${folder}</bdi></button>`) : nothing}
      ${kind ? fact("fact.file", kind) : nothing} ${image.taken ? fact("fact.taken", day(image.taken)) : nothing}
      ${image.added ? fact("fact.added", moment(image.added)) : nothing}
      ${image.gps ? fact("fact.gps", `${image.gps.latitude.toFixed(5)}, ${image.gps.longitude.toFixed(5)}`) : nothing}
    </dl>
    <section>
      <h3>${say("tags")}</h3>
      ${tags(image)}
    </section>
    ${
      own.length
        ? html`<section>
            <h3>${say("metadata")}</h3>
            <dl>
              ${own.map(
                ([key, value]) =>
                  html`<div>
                    <dt><bdi>${key}</bdi></dt>
                    <dd><bdi>${value}</bdi></dd>
                  </div>`,
              )}
            </dl>
          </section>`
        : nothing
    }
    <p class="keys quiet">${say("viewer.keys")}</p>`;
}

const fact = (name, value) =>
  html`<div>
    <dt>${say(name)}</dt>
    <dd>${value}</dd>
  </div>`;

function score(image) {
  const hit = app.results?.items.find(({ id }) => id === image.id);
  if (hit?.similarity === undefined) {
    return nothing;
  }
  const count = bars(hit);
  return html`<p class="rated">
    ${count === null ? nothing : html`<span class="score bars-${count} ${hit.grade === "weak" ? "" : "sure"}"></span>`}<span
      >${scoreWords(hit)}</span
    >
  </p>`;
}

function tags(image) {
  const write = app.session.may_write;
  const add = (event) => {
    event.preventDefault();
    const field = event.target.elements.tag;
    const tag = field.value.trim();
    if (tag) {
      field.value = "";
      label(image, { add_tags: [tag] });
    }
  };
  return html`${
    image.tags.length
      ? html`<ul class="tags" role="list">
          ${repeat(
            image.tags,
            (tag) => tag,
            (tag) =>
              html`<li>
                <button class="what" title=${say("tag.only", { tag })} @click=${() => filterBy({ tag: [tag] })}>
                  <bdi>${tag}</bdi>
                </button>
                ${write ? html`<button class="off" aria-label=${say("tag.remove", { tag })} @click=${() => label(image, { remove_tags: [tag] })}>${icon("close")}</button>` : nothing}
              </li>`,
          )}
        </ul>`
      : html`<p class="quiet">${say("tags.none")}</p>`
  }
  ${
    write
      ? html`<form class="row" @submit=${add}>
            <input
              name="tag"
              maxlength="100"
              autocomplete="off"
              list="known-tags"
              aria-label=${say("tag.add")}
              placeholder=${say("tag.add")}
            /><button class="round" aria-label=${say("tag.add")} title=${say("tag.add")}>${icon("add")}</button>
          </form>
          <datalist id="known-tags">
            ${(app.facets?.tags ?? []).slice(0, 200).map(({ tag }) => html`<option value=${tag}></option>`)}
          </datalist>`
      : nothing
  }`;
}

async function label(image, change) {
  try {
    const { tags } = await ask(`images/${image.id}`, { method: "PATCH", json: change });
    const item = app.results?.items.find(({ id }) => id === image.id);
    if (item) {
      item.tags = tags;
    }
    document.dispatchEvent(new CustomEvent("lince-labelled", { detail: { id: image.id, tags } }));
  } catch (problem) {
    toast({ text: explainedText(problem) });
  }
}
