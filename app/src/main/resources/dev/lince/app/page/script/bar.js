// The bar: the mark, the composer, the library.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { composer } from "./composer.js";
import { icon, lynx } from "./icons.js";
import { libraryMenu } from "./library.js";
import { looks } from "./look.js";
import { goHome } from "./query.js";
import { say } from "./words.js";

export function bar(app) {
  const home = (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goHome();
    }
  };
  return html`<a class="skip" href="#" @click=${skip}>${say("skip")}</a>
    <a class="mark" href="#" aria-label=${say("home")} @click=${home}>${lynx}<span aria-hidden="true">Lince</span></a>
    ${composer(app)}
    <div class="tools">
      ${app.session.may_write ? html`<button class="word add" aria-expanded=${app.uploadsOpen} aria-label=${say("add")} title=${say("add")} @click=${() => update({ uploadsOpen: !app.uploadsOpen })}>${icon("add")}<span>${say("add.short")}</span></button>` : nothing}
      ${libraryMenu(app)}
      <span class="only-wide">${looks()}</span>
    </div>`;
}

function skip(event) {
  event.preventDefault();
  (document.querySelector("#results a[tabindex='0']") ?? document.getElementById("main")).focus();
}
