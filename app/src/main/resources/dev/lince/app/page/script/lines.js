// The lines under the bar: what goes on, each only while it does.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { keep, kept } from "./kept.js";
import { icon } from "./icons.js";
import { askNow, isVisual, timeLeft } from "./status.js";
import { bytes, say } from "./words.js";

let visualClosed = kept("visual-line") === "closed";

export function lines({ away, status, busy, session }) {
  return html`${busy ? html`<div class="busy" role="progressbar" aria-label=${say("searching")}></div>` : nothing}
    ${away >= 0 ? awayLine(away) : nothing} ${session.may_read ? nothing : html`<p class="line">${icon("note")}<span>${say("key.line")}</span></p>`}
    ${status ? [waiting(status), ...work(status), visual(status)] : nothing}`;
}

const awayLine = (seconds) =>
  html`<p class="line strong">${icon("away")}<span>${seconds > 0 ? say("away", { seconds }) : say("away.now")}</span><button class="word" @click=${askNow}>${say("away.try")}</button></p>`;

function waiting({ ready, waiting: reason, failure }) {
  const said = ready ? failure : (reason ?? say("waiting"));
  return said ? html`<p class="line strong">${icon("warn")}<span>${ready ? say("failure") : say("not.ready")} <span lang="en">${said}</span></span></p>` : nothing;
}

/** Work with an end: {name, value, max, text}. */
export function works({ ingest, model, reembed }) {
  const works = [];
  if (ingest.phase === "walking" && ingest.to_do === 0) {
    works.push({ name: "ingest", text: say("ingest.walking") });
  } else if (ingest.to_do > ingest.done && ingest.phase !== "done" && ingest.phase !== "stopped") {
    const left = timeLeft("ingest", ingest.to_do - ingest.done);
    const failed = ingest.failed ? say("ingest.failed", { n: ingest.failed }) : "";
    const text = ingest.phase === "paused" ? say("ingest.paused", { done: ingest.done, all: ingest.to_do }) : say("ingest.of", { done: ingest.done, all: ingest.to_do });
    works.push({ name: "ingest", value: ingest.done, max: ingest.to_do, text: [text, left, failed].filter(Boolean).join(" · ") });
  }
  if (model?.state === "fetching" && model.total) {
    const text = [say("fetching", { got: bytes(model.bytes ?? 0), all: bytes(model.total) }), timeLeft("model", model.total - model.bytes)];
    works.push({ name: "model", value: model.bytes ?? 0, max: model.total, text: text.filter(Boolean).join(" · ") });
  } else if (model?.state === "asked" || model?.state === "fetching") {
    works.push({ name: "model", text: say("fetching.asked") });
  }
  if (reembed && ["embedding", "preparing", "paused"].includes(reembed.phase)) {
    const text = [say(reembed.phase === "preparing" ? "reembed.preparing" : "reembed.of", { done: reembed.done, all: reembed.total }), timeLeft("reembed", reembed.total - reembed.done)];
    works.push({ name: "reembed", value: reembed.done, max: reembed.total, text: text.filter(Boolean).join(" · ") });
  }
  return works;
}

const work = (status) => works(status).map(
  ({ value, max, text }) => html`<div class="line work">
    <progress max=${max ?? nothing} value=${value ?? nothing} aria-label=${text}></progress>
    <button class="word" popovertarget="library">${text}</button>
  </div>`,
);

function visual(status) {
  if (!isVisual(status) || visualClosed || works(status).some(({ name }) => name !== "ingest")) {
    return nothing;
  }
  const close = () => {
    visualClosed = true;
    keep("visual-line", "closed");
    update();
    document.getElementById("words").focus();
  };
  return html`<p class="line">
    ${icon("note")}<span>${say("visual")} <button class="word link" popovertarget="library">${say("visual.how")}</button></span>
    <button class="round" aria-label=${say("close")} title=${say("close")} @click=${close}>${icon("close")}</button>
  </p>`;
}
