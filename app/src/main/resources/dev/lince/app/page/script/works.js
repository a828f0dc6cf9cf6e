// Work of the server that has an end: taking pictures in, fetching a model, going over to it. How far it is, and how long it still takes.

import { bytes, say, written } from "./words.js";

/** Work with an end: {name, value, max, text}, and how many files failed in it. */
export function works({ ingest, model, reembed }) {
  const works = [];
  if (ingest.phase === "walking" && ingest.to_do === 0) {
    works.push({ name: "ingest", text: say("ingest.walking") });
  } else if (ingest.to_do > ingest.done && ingest.phase !== "done" && ingest.phase !== "stopped") {
    const left = timeLeft("ingest", ingest.to_do - ingest.done);
    const text =
      ingest.phase === "paused"
        ? say("ingest.paused", { done: ingest.done, all: ingest.to_do })
        : say("ingest.of", { done: ingest.done, all: ingest.to_do });
    works.push({
      name: "ingest",
      value: ingest.done,
      max: ingest.to_do,
      text: [text, left].filter(Boolean).join(" · "),
      failed: ingest.failed,
    });
  }
  if (model?.state === "fetching" && model.total) {
    const text = [
      say("fetching", { got: bytes(model.bytes ?? 0), all: bytes(model.total) }),
      timeLeft("model", model.total - model.bytes),
    ];
    works.push({ name: "model", value: model.bytes ?? 0, max: model.total, text: text.filter(Boolean).join(" · ") });
  } else if (model?.state === "asked" || model?.state === "fetching") {
    works.push({ name: "model", text: say("fetching.asked") });
  }
  if (reembed && ["embedding", "preparing", "paused"].includes(reembed.phase)) {
    const text = [
      say(reembed.phase === "preparing" ? "reembed.preparing" : "reembed.of", {
        done: reembed.done,
        all: reembed.total,
      }),
      timeLeft("reembed", reembed.total - reembed.done),
    ];
    works.push({ name: "reembed", value: reembed.done, max: reembed.total, text: text.filter(Boolean).join(" · ") });
  }
  return works;
}

const marks = new Map();

/** Notes how far counted work is, so that its end can be foretold. */
export function measure({ ingest, reembed, model }) {
  note("ingest", ingest.to_do > ingest.done ? ingest.done : null);
  note("reembed", reembed?.phase === "embedding" ? reembed.done : null);
  note("model", model?.state === "fetching" ? model.bytes : null);
}

function note(work, done) {
  if (done === null) {
    marks.delete(work);
    return;
  }
  const seen = marks.get(work) ?? [];
  seen.push({ at: performance.now(), done });
  marks.set(work, seen.slice(-60));
}

/** How long counted work still takes: "3 min left"; "" while nobody knows. */
function timeLeft(work, left) {
  const seen = marks.get(work) ?? [];
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || last.at - first.at < 4000 || last.done <= first.done) {
    return "";
  }
  const seconds = (left * (last.at - first.at)) / 1000 / (last.done - first.done);
  return seconds < 60
    ? say("left.soon")
    : seconds < 5400
      ? say("left.minutes", { minutes: written(Math.round(seconds / 60)) })
      : say("left.hours", { hours: written(Math.round(seconds / 3600)) });
}
