// The list of the pictures that are being added: failures first, each with its reason.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { thumbnail } from "./api.js";
import { icon } from "./icons.js";
import { openImage } from "./opening.js";
import { closeUploads, tally, tryAgain, upload } from "./uploads.js";
import { withoutJunk } from "./files.js";
import { say, written } from "./words.js";

const shownAtMost = 200;
const order = { failed: 0, sending: 1, added: 2, known: 2, waiting: 3 };

export function uploadView({ uploads, uploadsOpen }) {
  if (!uploadsOpen) {
    return nothing;
  }
  const counts = tally(uploads);
  const done = counts.added + counts.known + counts.failed;
  const sorted = [...uploads].sort((one, other) => order[one.state] - order[other.state]);
  return html`<section class="uploads" aria-label=${say("upload")}>
    <header>
      <h2>${say("upload")}</h2>
      <button class="round" aria-label=${say("close")} title=${say("close")} @click=${closeUploads}>
        ${icon("close")}
      </button>
    </header>
    ${uploads.length ? progress(counts, done, uploads.length) : html`<p class="quiet">${say("upload.how")}</p>`}
    <ul role="list" tabindex=${uploads.length > 5 ? 0 : nothing} aria-label=${say("upload.files")}>
      ${repeat(sorted.slice(0, shownAtMost), (entry) => entry, row)}
      ${sorted.length > shownAtMost ? html`<li class="quiet">${say("upload.more", { n: sorted.length - shownAtMost })}</li>` : nothing}
    </ul>
    <footer>
      ${chooser("upload.files.pick", "picture", {})} ${chooser("upload.folder.pick", "folder", { folder: true })}
    </footer>
  </section>`;
}

function progress({ added, known, failed }, done, all) {
  return html`<div class="sum">
    <progress max=${all} value=${done} aria-label=${say("upload")}></progress>
    <p>
      ${say("upload.of", { done, all })}${known ? ` · ${say("upload.known", { n: known })}` : nothing}${failed ? html` · <strong>${say("upload.failed", { n: failed })}</strong>` : nothing}${added ? ` · ${say("upload.added", { n: added })}` : nothing}
    </p>
  </div>`;
}

function chooser(label, name, { folder = false }) {
  const chosen = (event) => {
    const files = withoutJunk([...event.target.files]);
    event.target.value = "";
    if (files.length) {
      upload(files);
    }
  };
  return html`<label class="button"
    >${icon(name)}${say(label)}<input type="file" class="unseen" multiple ?webkitdirectory=${folder} @change=${chosen}
  /></label>`;
}

function row(entry) {
  return html`<li class=${entry.state}>
    ${entry.id ? html`<button class="face" aria-label=${say("open.named", { name: entry.name })} @click=${() => openImage(entry.id)}><img src=${thumbnail(entry.id, 128)} alt="" loading="lazy" /></button>` : html`<span class="face">${icon(entry.state === "failed" ? "warn" : "picture")}</span>`}
    <div>
      <p class="name" title=${entry.name}><bdi>${entry.name}</bdi></p>
      <p class="fate">${fate(entry)}</p>
    </div>
    ${entry.state === "failed" && mayPass(entry) ? html`<button @click=${() => tryAgain(entry)}>${say("again")}</button>` : nothing}
  </li>`;
}

/** Whether the same file may be taken another time: what the server found wrong with it stays wrong. */
const mayPass = ({ status }) => status === 0 || status === 401 || status === 403 || status === 408 || status >= 500;

function fate(entry) {
  switch (entry.state) {
    case "sending":
      return entry.sent < 1
        ? html`<progress max="1" value=${entry.sent} aria-label=${entry.name}></progress>
            ${written(entry.sent, { style: "percent" })}`
        : say("upload.read");
    case "failed":
      return html`<span lang=${entry.said || nothing}>${entry.detail}</span>`;
    default:
      return say(`upload.is.${entry.state}`);
  }
}
