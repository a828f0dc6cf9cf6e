// One choice of a menu: what it says, how many pictures it leaves, whether it is the one.

import { html, nothing } from "../lit/lit-html.js";
import { icon } from "./icons.js";
import { closeMenu } from "./menu.js";
import { say } from "./words.js";

/** A choice as an item of a list; see `chosen`. */
export const choice = (...of) => html`<li>${chosen(...of)}</li>`;

/** A button that closes its menu and acts: (menu, label, whether it is the current one, act, count). */
export const chosen = (id, label, current, act, count) =>
  html`<button class="choice" aria-current=${current} @click=${() => (closeMenu(id), act())}>
    <bdi>${label}</bdi
    >${count === undefined ? nothing : html`<span class="quiet">${say("number", { value: count })}</span>`}${current ? icon("check") : nothing}
  </button>`;
