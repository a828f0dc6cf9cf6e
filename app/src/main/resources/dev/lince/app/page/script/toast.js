// One sentence at the foot of the page about what just happened, with a way to undo it. It stays until it is closed or another comes: no one has to be quick.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { tell } from "./announce.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** Shows {text, detail, act: {label, run}}; `detail` is a sentence of the server, which speaks English. */
export function toast(sentence) {
  update({ toast: sentence });
  tell([sentence.text, sentence.detail].filter(Boolean).join(" "));
}

export const closeToast = () => update({ toast: null });

export function toastView({ toast: shown }) {
  if (!shown) {
    return nothing;
  }
  const { text, detail, act } = shown;
  return html`<section class="toast" aria-label=${say("message")}>
    <p>${text} ${detail ? html`<span lang="en">${detail}</span>` : nothing}</p>
    ${act ? html`<button class="act" @click=${() => (closeToast(), act.run())}>${act.label}</button>` : nothing}
    <button class="round" aria-label=${say("close")} title=${say("close")} @click=${closeToast}>
      ${icon("close")}
    </button>
  </section>`;
}
