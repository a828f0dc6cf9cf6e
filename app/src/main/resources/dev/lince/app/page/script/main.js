// The start of the page: speaks the visitor's language, asks who he is, shows what the address says, follows the server.

import { app, mount, update } from "./app.js";
import { bar } from "./bar.js";
import { watchDrops } from "./drop.js";
import { facetsSoon, refreshFacets } from "./explore.js";
import { failuresChanged, refreshFailures } from "./failures.js";
import { failureView } from "./failureview.js";
import { filterLine } from "./filters.js";
import { foot } from "./foot.js";
import { head } from "./head.js";
import { lines } from "./lines.js";
import { panel } from "./panel.js";
import { readAddress, writeAddress } from "./query.js";
import { forgetLists, mode, run } from "./results.js";
import { showResults } from "./resultsview.js";
import { bringsKey, meet } from "./session.js";
import { refuse, whenSignedIn } from "./signin.js";
import { askStatus, follow, lost } from "./status.js";
import { watchTiles } from "./tileactions.js";
import { toast, toastView } from "./toast.js";
import { explainedText } from "./problems.js";
import { uploadView } from "./uploadview.js";
import { veil } from "./veil.js";
import { redraw, show, startViewer } from "./viewer.js";
import { language, say, speak } from "./words.js";

await speak(language());
const find = (id) => document.getElementById(id);
mount(find("bar"), bar);
mount(find("lines"), lines);
mount(find("panel"), panel);
mount(find("filters"), filterLine);
mount(find("head"), head);
mount(find("foot"), foot);
mount(find("layers"), (app) => (app.uploadsOpen ? uploadView(app) : failureView(app)));
mount(find("veil"), veil);
mount(find("toast"), toastView);
mount(document.createElement("div"), () => {
  showResults();
  show();
  document.title = title(app);
});
watchTiles(find("results"));
watchDrops();
startViewer();
document.addEventListener("lince-language", () => redraw());
document.addEventListener("lince-labelled", refreshFacets);
history.scrollRestoration = "manual";
addEventListener("popstate", display);
const keepPlace = () =>
  history.replaceState({ ...history.state, scroll: scrollY, count: app.results?.items.length }, "");
document.addEventListener("scrollend", keepPlace);
addEventListener("pagehide", keepPlace); // for browsers that do not say when scrolling ends
whenSignedIn(begin);
await begin();
follow({ back: resume, changed: libraryChanged });

async function begin() {
  const keyFirst = bringsKey();
  const meeting = meet().catch((problem) => problem);
  if (keyFirst) {
    await meeting; // before it nothing else may be answered
  }
  const [refusal] = await Promise.all([meeting, askStatus()]);
  if (refusal?.away) {
    lost();
  } else if (refusal) {
    refuse(refusal);
    toast({ text: explainedText(refusal) });
  }
  if (!app.session.may_read) {
    update();
    return;
  }
  refreshFacets();
  if (app.status?.images === 0) {
    refreshFailures(); // which say why
  }
  if (!acted()) {
    await display();
  } else if (!app.busy && !app.results) {
    await search();
  }
}

/** Whether the visitor was faster than the page: what he brought already is not overwritten by what the address says. */
function acted() {
  return app.busy || app.parts.some(({ value }) => value === null);
}

function search() {
  return run({ again: true, found: () => writeAddress({ replace: true }) });
}

/** The server is back: what could not be asked is asked now. Nothing that was entered is read from the address, which has no pictures that were never sent. */
async function resume() {
  await meet().catch(refuse);
  refreshFacets();
  if (app.session.may_read && (app.problem || app.busy || !app.results)) {
    await search();
  }
}

/** Shows what the address says: the list, the place in it, the open picture. */
async function display() {
  const { scroll = 0, count } = history.state ?? {};
  const before = app.results;
  const viewing = Boolean(app.open);
  readAddress();
  if (location.search) {
    writeAddress({ replace: true });
  }
  await run({ count });
  if (app.results !== before || (!viewing && !app.open)) {
    requestAnimationFrame(() => scrollTo({ top: scroll, behavior: "instant" }));
  }
}

/** The words that are searched for, so that tabs and the history can be told apart. */
function title({ parts }) {
  const words = parts.filter(({ kind }) => kind === "text").map(({ value }) => value);
  return words.length ? `${words.join(", ")} – Lince` : say("title");
}

/** Pictures came or went, or the library went over to another model: what was found is of yesterday. */
function libraryChanged(before, now) {
  failuresChanged(before, now);
  if (before && !before.ready && now.ready && app.problem) {
    run({ again: true });
  }
  if (before && (before.images !== now.images || before.space !== now.space)) {
    forgetLists();
    facetsSoon();
    if (mode() === "start" && !app.results?.items.length) {
      run({ again: true });
    }
  }
}
