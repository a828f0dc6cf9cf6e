// What can be done with a tile: one small bar that comes to the tile under the pointer or the focus, so that hundreds of tiles need none of their own. On a touch screen
// a long press brings it.

import { html, render } from "../lit/lit-html.js";
import { app } from "./app.js";
import { icon } from "./icons.js";
import { openImage } from "./opening.js";
import { addImage } from "./query.js";
import { focusTile, rove, tileAt } from "./resultsview.js";
import { scoreWords } from "./score.js";
import { say } from "./words.js";

const bar = document.createElement("div");
bar.className = "actions";
const longPress = 450;
let at = -1;
let pressed = false;

export function watchTiles(root) {
  root.addEventListener("pointerover", (event) => event.pointerType === "mouse" && come(event.target.closest(".tile")));
  root.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
  root.addEventListener("focusin", (event) => {
    const tile = event.target.closest(".tile");
    if (event.target.matches(".tile > a")) {
      rove(tile);
      if (event.target.matches(":focus-visible")) {
        come(tile);
      }
    }
  });
  root.addEventListener("click", clicked);
  root.addEventListener("keydown", keyed);
  root.addEventListener("dragstart", dragged);
  watchLongPress(root);
}

function come(tile) {
  if (!tile || bar.parentElement === tile) {
    return;
  }
  at = Number(tile.dataset.index);
  draw();
  tile.append(bar);
}

function leave() {
  if (!bar.contains(document.activeElement)) {
    bar.remove();
  }
}

function draw() {
  const image = app.results.items[at];
  const words = scoreWords(image);
  const button = (name, label, act) =>
    html`<button class="round" aria-label=${label} title=${label} @click=${act}>${icon(name)}</button>`;
  render(
    html`${words ? html`<p>${words}</p>` : null}
      <span>
        ${button("add", say("more.like"), () => addImage(image.id, 1))}
        ${button("less", say("less.like"), () => addImage(image.id, -0.5))}
        ${button("open", say("open"), () => openImage(image.id))}
      </span>`,
    bar,
  );
}

function clicked(event) {
  const link = event.target.closest(".tile > a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (pressed) {
      pressed = false; // the finger that brought the actions is lifted
      return;
    }
    openImage(app.results.items[Number(link.parentElement.dataset.index)].id);
  }
}

function keyed(event) {
  const tile = event.target.closest(".tile");
  if (!tile || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const index = Number(tile.dataset.index);
  const image = app.results.items[index];
  const acts = {
    ArrowRight: () => focusTile(index + 1),
    ArrowLeft: () => focusTile(index - 1),
    ArrowDown: () => focusTile(rowAway(tile, index, 1)),
    ArrowUp: () => focusTile(rowAway(tile, index, -1)),
    Home: () => focusTile(0),
    Escape: () => bar.remove(),
    End: () => focusTile(app.results.items.length - 1) || focusTile(lastShown()),
    "+": () => addImage(image.id, 1),
    "-": () => addImage(image.id, -0.5),
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
}

/** The tile of the next row, or the one before, that lies nearest below or above the middle. */
function rowAway(tile, index, step) {
  const from = tile.getBoundingClientRect();
  const middle = (from.left + from.right) / 2;
  let best = index;
  let row = null;
  for (let i = index + step; tileAt(i); i += step) {
    const box = tileAt(i).getBoundingClientRect();
    if (Math.abs(box.top - from.top) < 2 && row === null) {
      continue;
    }
    row ??= box.top;
    if (Math.abs(box.top - row) > 2) {
      break;
    }
    if (best === index || distance(box, middle) < distance(tileAt(best).getBoundingClientRect(), middle)) {
      best = i;
    }
  }
  return best;
}

const distance = (box, x) => Math.abs((box.left + box.right) / 2 - x);

function lastShown() {
  return Number([...document.querySelectorAll(".tile")].at(-1)?.dataset.index ?? 0);
}

/** A tile that is dragged to the composer is a picture of the library, not a file. */
function dragged(event) {
  const tile = event.target.closest(".tile");
  if (tile) {
    event.dataTransfer.setData("application/x-lince-image", String(app.results.items[Number(tile.dataset.index)].id));
    event.dataTransfer.effectAllowed = "copy";
  }
}

function watchLongPress(root) {
  let timer;
  root.addEventListener("pointerdown", (event) => {
    const tile = event.target.closest(".tile > a")?.parentElement;
    if (tile && event.pointerType !== "mouse") {
      pressed = false;
      timer = setTimeout(() => {
        pressed = true;
        come(tile);
      }, longPress);
    }
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) {
    root.addEventListener(
      name,
      (event) => (name !== "pointermove" || Math.hypot(event.movementX, event.movementY) > 4) && clearTimeout(timer),
    );
  }
  root.addEventListener("contextmenu", (event) => {
    if (event.pointerType !== "mouse" && event.target.closest(".tile > a")) {
      event.preventDefault();
    }
  });
}
