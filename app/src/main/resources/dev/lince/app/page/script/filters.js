// The quiet line: filters as words, the order, how many there are. The choices come from what the library has (facets); where the server cannot say, they can still be typed.

import { html, nothing } from "../lit/lit-html.js";
import { closeMenu, menu } from "./menu.js";
import { filterBy, sortBy } from "./query.js";
import { mode, sureOf } from "./results.js";
import { icon } from "./icons.js";
import { day, say } from "./words.js";

const dayLong = 86_400_000;
const many = 10;
const sizes = [
  ["size.1000", { min_width: "1000", min_height: "1000" }],
  ["size.2000", { min_width: "2000", min_height: "2000" }],
  ["size.small", { max_width: "300", max_height: "300" }],
];
const noSize = { min_width: null, min_height: null, max_width: null, max_height: null };
const noDate = { taken_from: null, taken_until: null, added_from: null, added_until: null };

export function filterLine(app) {
  if (app.status?.images === 0 || !app.session.may_read) {
    return nothing;
  }
  const { filter } = app;
  return html`<div class="filters" role="group" aria-label=${say("filters")}>
    ${folderMenu(app)} ${tagMenu(app)} ${dateMenu(app)} ${sizeMenu(app)} ${typeMenu(app)}
    ${Object.keys(filter).length ? html`<button class="word clear" @click=${clear}>${icon("close")}${say("filters.clear")}</button>` : nothing}
    <span class="gap"></span>
    <span class="count">${app.busy ? say("searching") : counted(app)}</span>
    ${mode() === "start" ? nothing : sortMenu(app)}
  </div>`;
}

const clear = () => filterBy({ folder: null, tag: null, type: null, ...noSize, ...noDate });

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

const choice = (...of) => html`<li>${chosen(...of)}</li>`;

const chosen = (
  id,
  label,
  current,
  act,
  count,
) => html`<button class="choice" aria-current=${current} @click=${() => (closeMenu(id), act())}>
  <bdi>${label}</bdi>${count === undefined ? nothing : html`<span class="quiet">${say("number", { value: count })}</span>`}${current ? icon("check") : nothing}
</button>`;

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
  const field = html`<form @submit=${typed}><input name="name" autocomplete="off" aria-label=${label} placeholder=${label} @input=${narrow} /></form>`;
  return html`${list === null || list.length > many ? field : nothing}
    <ul role="list">
      ${choice(id, any, current.length === 0, () => act(null))}
      ${(list ?? []).map(({ name, count }) => html`<li data-name=${name.toLocaleLowerCase()} >${chosen(id, name, current.includes(name), () => act(name), count)}</li>`)}
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
  const content = () => html`<ul role="list">
    ${choice("types", say("type.any"), !filter.type, () => filterBy({ type: null }))}
    ${facets.types.map(({ type, images }) => choice("types", short(type), filter.type === type, () => filterBy({ type }), images))}
  </ul>`;
  const label = filter.type ? short(filter.type) : say("type.any");
  return menu({ id: "types", label, active: Boolean(filter.type), content });
}

function sizeMenu({ filter }) {
  const same = (wanted) => Object.keys(noSize).every((name) => (filter[name] ?? null) === (wanted[name] ?? null));
  const known = sizes.find(([, wanted]) => same(wanted));
  const any = same({});
  const typed = (event) => {
    event.preventDefault();
    const { width, height } = event.target.elements;
    closeMenu("sizes");
    filterBy({ ...noSize, min_width: width.value, min_height: height.value });
  };
  const field = (name, value) =>
    html`<label>${say(name)}<input name=${name} type="number" min="1" max="65535" inputmode="numeric" .value=${value ?? ""} /></label>`;
  const content = () => html`<ul role="list">
      ${choice("sizes", say("size.any"), any, () => filterBy(noSize))}
      ${sizes.map(([key, wanted]) => choice("sizes", say(key), same(wanted), () => filterBy({ ...noSize, ...wanted })))}
    </ul>
    <form @submit=${typed}>
      <p class="quiet">${say("size.least")}</p>
      <div class="pair">${field("width", filter.min_width)} ${field("height", filter.min_height)}</div>
      <button>${say("apply")}</button>
    </form>`;
  return menu({
    id: "sizes",
    label: known ? say(known[0]) : say(any ? "size.any" : "size.own"),
    active: !any,
    content,
  });
}

function dateMenu({ filter, facets }) {
  const what = filter.added_from || filter.added_until ? "added" : "taken";
  const [from, until] = [filter[`${what}_from`], filter[`${what}_until`]];
  const set = (kind, first, last) => filterBy({ ...noDate, [`${kind}_from`]: first, [`${kind}_until`]: last });
  const typed = (event) => {
    event.preventDefault();
    const { kind, from: first, to } = event.target.elements;
    closeMenu("dates");
    set(kind.value, first.value, to.value && shifted(to.value, 1));
  };
  const content = () => html`<ul role="list">
      ${choice("dates", say("date.any"), !from && !until, () => filterBy(noDate))}
      ${choice("dates", say("date.week"), false, () => set("added", shifted(new Date(), -7), null))}
      ${years(facets?.taken).map((year) => choice("dates", String(year), what === "taken" && from === `${year}-01-01` && until === `${year + 1}-01-01`, () => set("taken", `${year}-01-01`, `${year + 1}-01-01`)))}
    </ul>
    <form @submit=${typed}>
      <select name="kind" aria-label=${say("date.kind")} .value=${what}>
        <option value="taken" ?selected=${what === "taken"}>${say("date.taken")}</option>
        <option value="added" ?selected=${what === "added"}>${say("date.added")}</option>
      </select>
      <div class="pair">
        <label>${say("date.from")}<input name="from" type="date" .value=${from ?? ""} /></label>
        <label>${say("date.to")}<input name="to" type="date" .value=${until ? shifted(until, -1) : ""} /></label>
      </div>
      <button>${say("apply")}</button>
    </form>`;
  return menu({ id: "dates", label: dateLabel(what, from, until), active: Boolean(from || until), content });
}

function dateLabel(what, from, until) {
  if (!from && !until) {
    return say("date.any");
  }
  const year = Number(from?.slice(0, 4));
  if (what === "taken" && from === `${year}-01-01` && until === `${year + 1}-01-01`) {
    return String(year);
  }
  const values = { from: from && day(from), to: until && day(shifted(until, -1)) };
  return say(`date.${what}.${from && until ? "between" : from ? "since" : "before"}`, values);
}

/** A day so many days off, as the API writes days; its "until" is the first day that is not in it. */
const shifted = (at, days) => new Date(new Date(at).getTime() + days * dayLong).toISOString().slice(0, 10);

/** The years of a span, the last ones first. */
function years(span) {
  if (!span) {
    return [];
  }
  const [first, last] = [span.from, span.to].map((instant) => new Date(instant).getUTCFullYear());
  return Array.from({ length: Math.min(30, last - first + 1) }, (_, i) => last - i);
}

function sortMenu({ sort }) {
  const options = mode() === "search" ? ["", "date"] : ["", "oldest"];
  const name = (value) => say(`sort.${mode()}.${value || "first"}`);
  const content = () =>
    html`<ul role="list">${options.map((value) => choice("order", name(value), sort === value, () => sortBy(value)))}</ul>`;
  return menu({ id: "order", label: name(options.includes(sort) ? sort : ""), content });
}
