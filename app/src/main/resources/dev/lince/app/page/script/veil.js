// Over the whole window while something is dragged across it: what letting go will do.

import { html, nothing } from "../lit/lit-html.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

export function veil({ veil: shown }) {
  if (!shown) {
    return nothing;
  }
  const half = (what, name, text) =>
    html`<div class=${shown.what === what ? "chosen" : ""}>
      ${icon(name)}
      <p>${text}</p>
    </div>`;
  const search = half("search", "search", say("veil.search"));
  const add = half("add", "add", shown.halves ? say("veil.add") : say("veil.add.many", { n: shown.n }));
  const all = { search, add, none: half("none", "note", say("drop.readonly")) };
  return html`<div class="veil">${shown.halves ? [search, add] : all[shown.what]}</div>`;
}
