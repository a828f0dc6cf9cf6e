// The list of the files that the library could not read, each with the reason.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { closeFailures, moreFailures, openFailures, refreshFailures } from "./failures.js";
import { icon } from "./icons.js";
import { named } from "./paths.js";
import { explained } from "./problems.js";
import { say } from "./words.js";

/** A button that opens the list; nothing where there are none. */
export const failuresButton = ({ failures }) =>
  failures?.total
    ? html`<button class="word" @click=${openFailures}>
        ${icon("warn")}${say("failures", { n: failures.total })}
      </button>`
    : nothing;

export function failureView({ failures, failuresOpen, failuresProblem }) {
  if (!failuresOpen) {
    return nothing;
  }
  return html`<section
    class="uploads failures"
    id="failures"
    tabindex="-1"
    aria-labelledby="failures-title"
    @keydown=${keys}
  >
    <header>
      <h2 id="failures-title">${title(failures, failuresProblem)}</h2>
      <button class="round" aria-label=${say("close")} title=${say("close")} @click=${closeFailures}>
        ${icon("close")}
      </button>
    </header>
    ${failures?.total ? html`<p class="quiet">${say("failures.again")}</p>` : nothing}
    ${failuresProblem ? refused(failuresProblem, failures) : nothing} ${failures ? list(failures) : nothing}
  </section>`;
}

function title(failures, problem) {
  if (!failures) {
    return say(problem ? "failures.title" : "failures.wait");
  }
  return failures.total ? say("failures", { n: failures.total }) : say("failures.none");
}

const refused = (problem, failures) =>
  html`<p class="refusal" role="alert">${explained(problem)}</p>
    ${failures ? nothing : html`<p><button @click=${refreshFailures}>${say("again")}</button></p>`}`;

function list({ files, cursor, complete }) {
  return html`<ul role="list" id="failures-list" tabindex="0" aria-label=${say("failures.title")}>
    ${repeat(files, ({ path }) => path, row)}
    ${cursor ? html`<li><button @click=${moreFailures}>${say("more")}</button></li>` : nothing}
    ${cursor || complete ? nothing : html`<li class="quiet">${say("failures.cut", { n: files.length })}</li>`}
  </ul>`;
}

function row(file) {
  const { folder, name } = named(file);
  return html`<li>
    <span class="face">${icon("warn")}</span>
    <div>
      <p class="name" title=${name}><bdi>${name}</bdi></p>
      ${folder ? html`<p class="name where" title=${folder}><bdi>${folder}</bdi></p>` : nothing}
      <p class="fate" lang="en">${file.detail}</p>
    </div>
  </li>`;
}

function keys(event) {
  if (event.key === "Escape") {
    event.stopPropagation();
    closeFailures();
  }
}
