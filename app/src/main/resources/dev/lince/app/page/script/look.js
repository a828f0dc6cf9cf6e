// Language and theme: the visitor's own, and a switch for each.

import { html } from "../lit/lit-html.js";
import { update } from "./app.js";
import { keep } from "./kept.js";
import { icon } from "./icons.js";
import { language, languages, say, speak } from "./words.js";

const themes = ["system", "light", "dark"];
const theme = () => document.documentElement.dataset.theme ?? "system";

export function looks() {
  const other = language() === "en" ? "es" : "en";
  const label = say("theme", { theme: say(`theme.${theme()}`) });
  return html`<button class="tool" lang=${other} title=${languages[other]} @click=${() => talk(other)}>
      ${languages[other]}
    </button>
    <button class="tool round" aria-label=${label} title=${label} @click=${nextTheme}>${icon(theme())}</button>`;
}

async function talk(tag) {
  keep("language", tag);
  await speak(tag);
  document.dispatchEvent(new CustomEvent("lince-language"));
  update();
}

function nextTheme() {
  const next = themes[(themes.indexOf(theme()) + 1) % themes.length];
  if (next === "system") {
    delete document.documentElement.dataset.theme;
    keep("theme", null);
  } else {
    document.documentElement.dataset.theme = next;
    keep("theme", next);
  }
  update();
}
