// The quiet line: filters as words, the order, how many there are. The choices come from what the library has (facets); where the server cannot say, they can still be typed.

import { html, nothing } from "../lit/lit-html.js";
import { choice, chosen } from "./choice.js";
import { closeMenu, menu } from "./menu.js";
import { filterBy, sortBy } from "./query.js";
import { mode, sureOf } from "./results.js";
import { icon } from "./icons.js";
import { dateMenu, noDate, noSize, sizeMenu } from "./spans.js";
import { say } from "./words.js";

const many = 10;
const shownAtMost = 500; // a name beyond them can be typed
export function filterLine(app) {
  if (app.status?.images === 0 || !app.session.may_read) {
    return nothing;
  }
  const { filter } = app;
  return html`<div class="filters" role="group" aria-label=${say("filters")}>
    ${folderMenu(app)} ${tagMenu(app)} ${dateMenu(app)} ${sizeMenu(app)} ${typeMenu(app)}
    ${Object.keys(filter).length ? html`<button class="word clear" @click=${clearFilters}>${icon("close")}${say("filters.clear")}</button>` : nothing}
    <span class="gap"></span>
    <span class="count">${app.busy ? say("searching") : counted(app)}</span>
    ${mode() === "start" ? nothing : sortMenu(app)}
  </div>`;
}

/** Takes all filters away. */
export const clearFilters = () => filterBy({ folder: null, tag: null, type: null, ...noSize, ...noDate });

function counted({ results, problem }) {
  if (problem || !results || results.mode === "start") {
    return "";
  }
  if (results.mode === "list") {
    return say("pictures", { n: results.total ?? results.items.length });
  }
  const sure = results.rated && !results.sorted ? sureOf(results) : 0;
  return sure ? say("sure", { n: sure }) : "";
}

/** Choices with a field that narrows them, or takes what the server did not count. */
function choices(id, list, { any, current, act, label }) {
  const narrow = (event) => {
    const wanted = event.target.value.toLocaleLowerCase();
    for (const item of event.target.closest(".menu").querySelectorAll("li[data-name]")) {
      item.hidden = !item.dataset.name.includes(wanted);
    }
  };
  const typed = (event) => {
    event.preventDefault();
    const value = event.target.elements.name.value.trim();
    if (value) {
      closeMenu(id);
      act(value);
    }
  };
  const field = html`<form @submit=${typed}>
    <input name="name" autocomplete="off" aria-label=${label} placeholder=${label} @input=${narrow} />
  </form>`;
  return html`${list === null || list.length > many ? field : nothing}
    <ul role="list">
      ${choice(id, any, current.length === 0, () => act(null))}
      ${(list ?? []).slice(0, shownAtMost).map(({ name, count }) => html`<li data-name=${name.toLocaleLowerCase()}>${chosen(id, name, current.includes(name), () => act(name), count)}</li>`)}
    </ul>`;
}

function folderMenu({ filter, facets }) {
  const list = facets?.folders.map(({ folder, images }) => ({ name: folder, count: images })) ?? null;
  const content = () =>
    choices("folders", list, {
      any: say("folder.any"),
      current: filter.folder ? [filter.folder] : [],
      act: (folder) => filterBy({ folder }),
      label: say("folder.name"),
    });
  return menu({
    id: "folders",
    label: filter.folder ? html`<bdi>${filter.folder}</bdi>` : say("folder.any"),
    name: filter.folder ? `${say("folder")}: ${filter.folder}` : say("folder.any"),
    active: Boolean(filter.folder),
    content,
  });
}

function tagMenu({ filter, facets }) {
  const tags = filter.tag ?? [];
  const act = (tag) =>
    filterBy({ tag: tag === null ? null : tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag] });
  const list = facets?.tags.map(({ tag, images }) => ({ name: tag, count: images })) ?? null;
  const content = () =>
    html`${choices("tags", list, { any: say("tag.any"), current: tags, act, label: say("tag.name") })}${list?.length === 0 ? html`<p class="quiet">${say("tag.none")}</p>` : nothing}`;
  const label = tags.length ? html`<bdi>${tags.join(" + ")}</bdi>` : say("tag.any");
  return menu({
    id: "tags",
    label,
    name: tags.length ? `${say("tag")}: ${tags.join(", ")}` : say("tag.any"),
    active: tags.length > 0,
    content,
  });
}

function typeMenu({ filter, facets }) {
  if (!facets || (facets.types.length < 2 && !filter.type)) {
    return nothing;
  }
  const short = (type) => type.replace("image/", "").toUpperCase();
  const content = () =>
    html`<ul role="list">
      ${choice("types", say("type.any"), !filter.type, () => filterBy({ type: null }))}
      ${facets.types.map(({ type, images }) => choice("types", short(type), filter.type === type, () => filterBy({ type }), images))}
    </ul>`;
  const label = filter.type ? short(filter.type) : say("type.any");
  return menu({ id: "types", label, active: Boolean(filter.type), content });
}

function sortMenu({ sort }) {
  const options = mode() === "search" ? ["", "date"] : ["", "oldest"];
  const name = (value) => say(`sort.${mode()}.${value || "first"}`);
  const content = () =>
    html`<ul role="list">
      ${options.map((value) => choice("order", name(value), sort === value, () => sortBy(value)))}
    </ul>`;
  return menu({ id: "order", label: name(options.includes(sort) ? sort : ""), content });
}
