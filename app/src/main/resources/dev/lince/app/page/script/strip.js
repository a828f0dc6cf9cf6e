// The pictures that are nearest to the open one, along the foot of the viewer.

import { html } from "../lit/lit-html.js";
import { thumbnail } from "./api.js";
import { named } from "./paths.js";
import { shape } from "./rows.js";
import { say } from "./words.js";

/** The nearest pictures as a row of small ones; `open` opens one by its id. */
export function strip(near, open) {
  if (!near.length) {
    return html`<div class="strip"></div>`;
  }
  return html`<ul class="strip" role="list" aria-label=${say("strip")}>
    ${near.map(
      (one) =>
        html`<li>
          <button
            aria-label=${say("open.named", { name: named(one).name })}
            title=${named(one).name}
            @click=${() => open(one.id)}
          >
            <img src=${thumbnail(one.id, 128)} alt="" loading="lazy" width=${Math.round(72 * shape(one))} height="72" />
          </button>
        </li>`,
    )}
  </ul>`;
}
