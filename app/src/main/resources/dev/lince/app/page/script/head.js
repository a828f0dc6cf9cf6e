// What stands above the pictures: the invitation of the start, or a sentence where there is something to say first.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { thumbnail } from "./api.js";
import { failuresButton } from "./failureview.js";
import { explained } from "./problems.js";
import { named } from "./paths.js";
import { filterBy, searchBy, showAll } from "./query.js";
import { mode, run, sureOf } from "./results.js";
import { signInForm } from "./signin.js";
import { commandLine } from "./library.js";
import { clearFilters } from "./filters.js";
import { isVisual, wordsRefused } from "./status.js";
import { icon, lynx } from "./icons.js";
import { say } from "./words.js";

const foldersAtMost = 5;

export function head(app) {
  if (!app.session.may_read) {
    return html`<section class="empty">
      <h1>${say("key.needed")}</h1>
      ${signInForm("key")}
    </section>`;
  }
  if (app.problem && !app.problem.away) {
    return html`<section class="sentence" role="alert">
      ${icon("warn")}
      <p>${refused(app) ?? explained(app.problem)}</p>
      <button @click=${() => run({ again: true })}>${say("again")}</button>
    </section>`;
  }
  if (app.status?.images === 0 && app.status.ingest.to_do === app.status.ingest.done && mode() !== "search") {
    return emptyLibrary(app);
  }
  switch (mode()) {
    case "start":
      return invitation(app);
    case "list":
      return app.results?.items.length === 0 && !app.busy
        ? nothingFound()
        : html`<h1 class="unseen">${say("grid")}</h1>`;
    default:
      return aboutSearch(app);
  }
}

/** Words in a library that knows none: the page says it in the visitor's language. */
const refused = ({ problem, status, parts }) =>
  problem.status === 409 && parts.some(({ kind }) => kind === "text") ? wordsRefused(status) : null;

function emptyLibrary(app) {
  const { session, status } = app;
  return html`<section class="empty">
    ${lynx}
    <h1>${say("empty")}</h1>
    <p>${say(session.may_write ? "empty.drop" : "empty.key")}</p>
    ${session.may_write ? html`<button class="primary" @click=${() => update({ uploadsOpen: true })}>${icon("add")}${say("upload")}</button>` : nothing}
    ${failuresButton(app)} ${foldersOf(status)}
    <p class="quiet">${say("empty.folder")}</p>
    ${commandLine("./lince serve ~/Pictures")}
  </section>`;
}

/** The folders that the library has already, for those who may know where they lie. */
function foldersOf({ folders }) {
  return folders?.length
    ? html`<p class="quiet">${say("empty.watched", { n: folders.length })}</p>
        <ul role="list" class="watched">
          ${folders.slice(0, foldersAtMost).map(({ folder }) => html`<li><bdi>${folder}</bdi></li>`)}
          ${folders.length > foldersAtMost ? html`<li class="quiet">${say("upload.more", { n: folders.length - foldersAtMost })}</li>` : nothing}
        </ul>`
    : nothing;
}

function invitation({ explore, status }) {
  return html`<section class="invitation">
    <h1>${say(isVisual(status) ? "start.visual" : "start")}</h1>
    <p class="suggestions">
      ${(explore?.queries ?? []).map(suggestion)}
      <button class="suggestion" @click=${showAll}>${icon("library")}${say("start.all")}</button>
    </p>
  </section>`;
}

function suggestion(query) {
  switch (query.kind) {
    case "id":
      return html`<button class="suggestion" @click=${() => searchBy(query.id)}>
        <img
          src=${thumbnail(query.id, 128)}
          alt=""
        />${say("start.like", { name: named(query).name.replace(/\.\w+$/, "") })}
      </button>`;
    case "folder":
      return html`<button class="suggestion" @click=${() => filterBy({ folder: query.folder })}>
        ${icon("folder")}<bdi>${query.folder}</bdi>
      </button>`;
    default:
      return html`<button class="suggestion" @click=${() => filterBy({ tag: [query.tag] })}>
        #<bdi>${query.tag}</bdi>
      </button>`;
  }
}

function nothingFound() {
  return html`<section class="empty">
    <h1>${say("found.none")}</h1>
    <p>${say("found.none.filters")}</p>
    <button class="primary" @click=${clearFilters}>${say("filters.clear")}</button>
  </section>`;
}

function aboutSearch({ results, busy, filter }) {
  if (results?.mode !== "search") {
    return html`<h1 class="unseen">${say("results")}</h1>`;
  }
  if (!results.items.length && !busy) {
    return Object.keys(filter).length
      ? nothingFound()
      : html`<section class="empty"><h1>${say("found.none")}</h1></section>`;
  }
  const said = [];
  if (results.rated && !results.sorted && sureOf(results) === 0) {
    said.push(say("found.unsure"));
  } else if (!results.rated) {
    said.push(say("found.unrated"));
  }
  if (results.truncated.length) {
    said.push(say("truncated"));
  }
  return html`<h1 class="unseen">${say("results")}</h1>
    ${said.length ? html`<p class="note">${said.join(" ")}</p>` : nothing}`;
}
