// The account of the library: how many pictures, which model, whether the store answers, what goes on; with language, theme and key, for which phones have no room in the bar.

import { html, nothing } from "../lit/lit-html.js";
import { toast } from "./toast.js";
import { refreshFailures } from "./failures.js";
import { failuresButton } from "./failureview.js";
import { icon } from "./icons.js";
import { looks } from "./look.js";
import { menu } from "./menu.js";
import { signOut } from "./session.js";
import { signInForm } from "./signin.js";
import { isVisual, modelName } from "./status.js";
import { explainedText } from "./problems.js";
import { say } from "./words.js";
import { works } from "./works.js";

export function libraryMenu(app) {
  const { status, away } = app;
  const state = away >= 0 || status?.images === null ? "off" : status && works(status).length ? "works" : "well";
  const count =
    status?.images === null || status?.images === undefined ? say("library") : say("pictures", { n: status.images });
  const label = html`<span class="dot ${state}"></span><span class="number">${count}</span>`;
  return menu({
    id: "library",
    label,
    name: `${say("library")}: ${count}, ${say(`state.${state}`)}`,
    content: () => account(app),
    opened: refreshFailures,
    className: "word account",
  });
}

function account(app) {
  const { status, away, session } = app;
  return html`<h2>${say("library")}</h2>
    <dl>
      ${fact("library.state", away >= 0 ? say("state.off") : status && !status.ready ? say("not.ready") : say("state.well"))}
      ${status ? [fact("library.pictures", status.images === null ? "–" : say("number", { value: status.images })), fact("library.model", modelName(status)), fact("library.store", storeWords(status)), workFact(status)] : nothing}
    </dl>
    ${failuresButton(app)} ${failure(status)} ${status && isVisual(status) ? toClip(status) : nothing}
    <div class="only-narrow">${looks()}</div>
    ${key(session)}
    <p class="links">
      <a href="docs">${say("api")}</a><span class="quiet">${status ? `Lince ${status.version}` : ""}</span>
    </p>`;
}

const fact = (name, value) =>
  html`<div>
    <dt>${say(name)}</dt>
    <dd>${value}</dd>
  </div>`;

const storeWords = ({ store, images }) =>
  `${store === "lucene" ? "Lucene" : "PostgreSQL"} · ${say(images === null ? "store.off" : "store.well")}`;

function workFact(status) {
  const going = works(status).map(({ text }) => html`<li>${text}</li>`);
  return going.length
    ? fact(
        "library.work",
        html`<ul role="list">
          ${going}
        </ul>`,
      )
    : nothing;
}

/** Why the library did not go over to another model, where that is not said by the model itself. */
function failure(status) {
  return status?.failure && status.failure !== status.model?.reason
    ? html`<section>
        <h3>${say("failure")}</h3>
        <p lang="en">${status.failure}</p>
      </section>`
    : nothing;
}

function toClip({ model }) {
  const command = "./lince reembed --embedder clip";
  const unavailable = model?.state === "unavailable";
  return html`<section>
    <h3>${say("clip")}</h3>
    ${unavailable ? html`<p>${say("clip.unavailable")}</p>` : nothing}
    ${unavailable && model.reason ? html`<p class="quiet" lang="en">${model.reason}</p>` : nothing}
    ${model?.state === "fetching" ? html`<p>${say("clip.coming")}</p>` : [html`<p>${say("clip.how")}</p>`, commandLine(command)]}
  </section>`;
}

/** A command with a button that copies it. */
export function commandLine(command) {
  const copy = async () => {
    await navigator.clipboard?.writeText(command);
    toast({ text: say("copied") });
  };
  return html`<p class="command">
    <code>${command}</code
    >${navigator.clipboard ? html`<button class="round" aria-label=${say("copy")} title=${say("copy")} @click=${copy}>${icon("copy")}</button>` : nothing}
  </p>`;
}

function key(session) {
  if (session.how === "cookie") {
    const leave = () => signOut().catch((problem) => toast({ text: explainedText(problem) }));
    return html`<section>
      <p>${say(session.may_write ? "key.writes" : "key.reads")}</p>
      <button @click=${leave}>${say("key.leave")}</button>
    </section>`;
  }
  return session.may_write
    ? nothing
    : html`<section>
        <h3>${say("key.change")}</h3>
        ${signInForm("library-key")}
      </section>`;
}
