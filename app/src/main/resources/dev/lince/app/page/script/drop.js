// Drop and paste. The whole window takes pictures: one is searched by, many or a folder are added to the library; where both can be meant, the veil has a half for each.

import { app, update } from "./app.js";
import { filesOf, surelyNoPicture } from "./files.js";
import { addImage, addPicture, addWords } from "./query.js";
import { wordsRefused } from "./status.js";
import { toast } from "./toast.js";
import { upload } from "./uploads.js";
import { say } from "./words.js";

const own = "application/x-lince-image";
let leaving;

export function watchDrops() {
  addEventListener("dragenter", over);
  addEventListener("dragover", over);
  addEventListener("dragleave", () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => update({ veil: null }), 120);
  });
  addEventListener("drop", dropped);
  addEventListener("paste", pasted);
}

function over(event) {
  const veil = veilFor(event.dataTransfer);
  if (!veil) {
    return;
  }
  event.preventDefault();
  clearTimeout(leaving);
  event.dataTransfer.dropEffect = "copy";
  const half = veil.halves ? (event.clientX < innerWidth / 2 ? "search" : "add") : veil.what;
  if (app.veil?.what !== half || app.veil?.halves !== veil.halves) {
    update({ veil: { ...veil, what: half } });
  }
}

/** What a drop would do: {what: "search" | "add", halves, n}; null for what is none of ours. */
function veilFor(transfer) {
  const types = [...transfer.types];
  if (types.includes(own)) {
    return { what: "search", halves: false, n: 1 };
  }
  if (types.includes("Files")) {
    const items = [...transfer.items].filter(({ kind }) => kind === "file");
    const one = items.length <= 1 && items[0]?.type !== "";
    const write = app.session.may_write;
    return {
      what: one ? "search" : write ? "add" : "none",
      halves: one && write && !types.includes("text/uri-list"),
      n: items.length || 1,
    };
  }
  return types.includes("text/uri-list") ? { what: "search", halves: false, n: 1 } : null;
}

async function dropped(event) {
  if (!veilFor(event.dataTransfer)) {
    return;
  }
  event.preventDefault();
  const what = app.veil?.what ?? "search";
  const id = Number(event.dataTransfer.getData(own));
  const link = event.dataTransfer.getData("text/uri-list");
  update({ veil: null });
  if (id) {
    await addImage(id, 1);
    return;
  }
  const { files, folder } = await filesOf(event.dataTransfer);
  if (files.length) {
    await take(files, { search: what === "search" && !folder });
  } else if (link) {
    await takeLink(link);
  }
}

/** Searches by a lone file, or adds files to the library. */
export async function take(files, { search }) {
  if (search && files.length === 1) {
    if (surelyNoPicture(files[0])) {
      toast({ text: say("drop.none") });
      return;
    }
    await addPicture(files[0]);
  } else if (files.length && app.session.may_write) {
    upload(files);
  } else if (files.length) {
    toast({ text: say("drop.readonly") });
  }
}

/** A picture of another page came as its address alone. Lince fetches nothing from elsewhere; its own pictures it knows. */
async function takeLink(link) {
  const here = new URL(".", document.baseURI).href;
  const id = link.startsWith(here) ? /api\/v1\/images\/(\d+)\//.exec(link)?.[1] : null;
  if (id) {
    await addImage(Number(id), 1);
  } else {
    toast({ text: say("drop.link") });
  }
}

function pasted(event) {
  const files = [...event.clipboardData.files];
  if (files.length) {
    event.preventDefault();
    take(files, { search: true });
    return;
  }
  const field = event.target.closest?.("input, textarea, [contenteditable]");
  const words = event.clipboardData.getData("text/plain").trim();
  if (words && (!field || field.readOnly) && !document.querySelector("dialog[open]")) {
    if (wordsRefused(app.status) === null) {
      addWords(words);
    } else {
      toast({ text: wordsRefused(app.status) });
    }
  }
}
