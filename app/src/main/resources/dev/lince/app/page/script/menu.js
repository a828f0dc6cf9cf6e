// A button with a small panel under it, in the browser's own top layer: it closes by itself on a click elsewhere and on Esc, and the focus returns to the button. On phones the
// panel is a sheet at the foot of the screen (style/menus.css).

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { icon } from "./icons.js";

const gap = 6;
const edge = 8;
const touch = matchMedia("(pointer: coarse)");

const open = new Set();

/** `label` is what the button says; `active` marks one that narrows the results; `content` makes the panel's template, which is made only while it is open; `opened` is called before that. */
export function menu({ id, label, name, active = false, content, opened, className = "word", arrow = true }) {
  return html`<button
      class=${`${className}${active ? " active" : ""}`}
      popovertarget=${id}
      aria-label=${name ?? label}
      id=${`${id}-button`}
    >
      ${label}${arrow ? icon("down") : ""}
    </button>
    <div
      class="menu"
      popover
      id=${id}
      role="dialog"
      aria-label=${name ?? label}
      @beforetoggle=${(event) => toggles(event, opened)}
      @toggle=${toggled}
    >
      ${open.has(id) ? content() : nothing}
    </div>`;
}

export const closeMenu = (id) => document.getElementById(id)?.hidePopover();

function toggles({ target, newState }, opened) {
  if (newState === "open") {
    open.add(target.id);
    opened?.();
    update();
  }
}

function toggled({ target: panel, newState }) {
  const button = document.getElementById(`${panel.id}-button`);
  button?.setAttribute("aria-expanded", newState === "open");
  if (newState === "closed") {
    open.delete(panel.id);
    update();
  } else if (button) {
    const at = button.getBoundingClientRect();
    panel.style.top = `${at.bottom + gap}px`;
    const { right } = document.documentElement.getBoundingClientRect(); // without the gutter of the scrollbar, on which nothing shows
    panel.style.left = `${Math.max(edge, Math.min(at.left, right - panel.offsetWidth - edge))}px`;
    panel.style.maxHeight = `${innerHeight - at.bottom - gap - edge}px`;
    // A field under the finger would bring the keyboard over half of a phone's screen.
    const first =
      (touch.matches && panel.querySelector("[aria-current='true']")) || panel.querySelector("input, button, a");
    first?.focus({ preventScroll: true });
  }
}
