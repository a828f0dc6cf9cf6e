// Adding pictures: a queue of files, each sent by itself, two at a time, so that each has its own progress and outcome.

import { app, update } from "./app.js";
import { tell } from "./announce.js";
import { surelyNoPicture } from "./files.js";
import { forgetLists, mode, run } from "./results.js";
import { say } from "./words.js";

const together = 2;
const tries = 5;
let active = 0;
let drawn = 0;

/** Puts files into the queue and shows it. */
export function upload(files) {
  const entries = files.map((file) => ({
    file,
    name: file.webkitRelativePath || file.name,
    state: surelyNoPicture(file) ? "failed" : "waiting",
    detail: surelyNoPicture(file) ? say("upload.no.picture") : "",
    said: surelyNoPicture(file) ? "" : "en",
    sent: 0,
    left: tries,
  }));
  update({ uploads: [...app.uploads, ...entries], uploadsOpen: true });
  pump();
}

export function tryAgain(entry) {
  Object.assign(entry, { state: "waiting", detail: "", left: tries, sent: 0 });
  update();
  pump();
}

export const closeUploads = () =>
  update({
    uploadsOpen: false,
    uploads: app.uploads.filter(({ state }) => state === "waiting" || state === "sending"),
  });

/** How many are in each state: {waiting, sending, added, known, failed}. */
export function tally(uploads) {
  const counts = { waiting: 0, sending: 0, added: 0, known: 0, failed: 0 };
  for (const { state } of uploads) {
    counts[state]++;
  }
  return counts;
}

function pump() {
  while (active < together) {
    const entry = app.uploads.find(({ state }) => state === "waiting");
    if (!entry) {
      return;
    }
    active++;
    send(entry).finally(() => {
      active--;
      pump();
      if (!active) {
        finished();
      }
    });
  }
}

async function send(entry) {
  entry.state = "sending";
  update();
  const { status, answer, after } = await post(entry);
  if ((status === 0 || status === 503 || status === 502) && --entry.left > 0) {
    await new Promise((done) => setTimeout(done, 1000 * (after || 3)));
    entry.state = "waiting";
  } else if (status === 201 || status === 200) {
    Object.assign(entry, { state: status === 201 ? "added" : "known", id: answer.id, file: null });
  } else {
    const detail = typeof answer.detail === "string" ? answer.detail : "";
    Object.assign(entry, {
      state: "failed",
      status,
      detail: detail || say(status === 0 ? "problem.away" : "problem"),
      said: detail ? "en" : "",
    });
  }
  update();
}

/** XMLHttpRequest, since fetch does not tell how much of a body is sent. */
function post(entry) {
  return new Promise((done) => {
    const call = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", entry.file, entry.file.name);
    call.open("POST", "api/v1/images");
    call.responseType = "json";
    call.upload.addEventListener("progress", ({ loaded, total }) => {
      entry.sent = total ? loaded / total : 0;
      soon();
    });
    call.addEventListener("load", () =>
      done({ status: call.status, answer: call.response ?? {}, after: Number(call.getResponseHeader("Retry-After")) }),
    );
    for (const name of ["error", "timeout", "abort"]) {
      call.addEventListener(name, () => done({ status: 0, answer: {} }));
    }
    call.send(form);
  });
}

/** Draws progress at most ten times a second. */
function soon() {
  const now = performance.now();
  if (now - drawn > 100) {
    drawn = now;
    update();
  }
}

function finished() {
  const { added, known, failed } = tally(app.uploads);
  tell(say("upload.done", { added, known, failed }));
  if (added) {
    forgetLists();
    if (mode() === "list") {
      run({ again: true });
    }
  }
}
