// The menus of the filters that are spans: of dates and of sizes.

import { html } from "../lit/lit-html.js";
import { choice } from "./choice.js";
import { closeMenu, menu } from "./menu.js";
import { filterBy } from "./query.js";
import { day, say } from "./words.js";

const dayLong = 86_400_000;
const sizes = [
  ["size.1000", { min_width: "1000", min_height: "1000" }],
  ["size.2000", { min_width: "2000", min_height: "2000" }],
  ["size.small", { max_width: "300", max_height: "300" }],
];
export const noSize = { min_width: null, min_height: null, max_width: null, max_height: null };
export const noDate = { taken_from: null, taken_until: null, added_from: null, added_until: null };

export function sizeMenu({ filter }) {
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
    html`<label
      >${say(name)}<input name=${name} type="number" min="1" max="65535" inputmode="numeric" .value=${value ?? ""}
    /></label>`;
  const content = () =>
    html`<ul role="list">
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

export function dateMenu({ filter, facets }) {
  const what = filter.added_from || filter.added_until ? "added" : "taken";
  const [from, until] = [filter[`${what}_from`], filter[`${what}_until`]];
  const set = (kind, first, last) => filterBy({ ...noDate, [`${kind}_from`]: first, [`${kind}_until`]: last });
  const typed = (event) => {
    event.preventDefault();
    const { kind, from: first, to } = event.target.elements;
    closeMenu("dates");
    set(kind.value, first.value, to.value && shifted(to.value, 1));
  };
  const content = () =>
    html`<ul role="list">
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
