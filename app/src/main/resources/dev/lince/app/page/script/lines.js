// The lines under the bar: what goes on, each only while it does.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { keep, kept } from "./kept.js";
import { openFailures } from "./failures.js";
import { icon } from "./icons.js";
import { askNow, isVisual } from "./status.js";
import { say } from "./words.js";
import { works } from "./works.js";

/** What the line of a visual library said when it was closed: another failure is news. */
let closed = kept("visual-line");

export function lines({ away, status, busy, session }) {
  return html`${busy ? html`<div class="busy" role="progressbar" aria-label=${say("searching")}></div>` : nothing}
  ${away >= 0 ? awayLine(away) : nothing}
  ${session.may_read ? nothing : html`<p class="line">${icon("note")}<span>${say("key.line")}</span></p>`}
  ${status ? [waiting(status), failure(status), ...work(status), visual(status)] : nothing}`;
}

const awayLine = (seconds) =>
  html`<p class="line strong">
    ${icon("away")}<span>${seconds > 0 ? say("away", { seconds }) : say("away.now")}</span
    ><button class="word" @click=${askNow}>${say("away.try")}</button>
  </p>`;

function waiting({ ready, waiting: reason }) {
  return ready
    ? nothing
    : html`<p class="line strong">
        ${icon("warn")}<span>${say("not.ready")} ${reason ? html`<span lang="en">${reason}</span>` : say("waiting")}</span>
      </p>`;
}

/** The library works, and is not what it should be by now; without CLIP its own line says so. */
const failure = (status) =>
  status.failure && !isVisual(status)
    ? html`<p class="line">${icon("warn")}<span>${say("failure")} ${toLibrary("failure.why")}</span></p>`
    : nothing;

const toLibrary = (words) => html`<button class="word link" popovertarget="library">${say(words)}</button>`;

const work = (status) =>
  works(status).map(
    ({ value, max, text, failed }) =>
      html`<div class="line work">
        <progress max=${max ?? nothing} value=${value ?? nothing} aria-label=${text}></progress>
        <button class="word" popovertarget="library">${text}</button>
        ${failed ? html`<span aria-hidden="true">·</span> <button class="word link" @click=${openFailures}>${say("ingest.failed", { n: failed })}</button>` : nothing}
      </div>`,
  );

function visual(status) {
  const said = status.failure ?? "closed";
  if (!isVisual(status) || closed === said || works(status).some(({ name }) => name !== "ingest")) {
    return nothing;
  }
  const close = () => {
    closed = said;
    keep("visual-line", said);
    update();
    document.getElementById("words").focus();
  };
  return html`<p class="line">
    ${icon("note")}<span
      >${status.failure ? [say("visual.alone"), " ", toLibrary("failure.why")] : [say("visual"), " ", toLibrary("visual.how")]}</span
    >
    <button class="round" aria-label=${say("close")} title=${say("close")} @click=${close}>${icon("close")}</button>
  </p>`;
}
