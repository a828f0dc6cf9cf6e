// What the server says of itself: by server-sent events where it has them, else by asking. When it is away, it is asked again by itself, after a pause that grows.
// While the tab is hidden nothing is asked: each stream takes one of the few connections that a browser has for a host.

import { app, update } from "./app.js";
import { ask, Problem } from "./api.js";
import { tell } from "./announce.js";
import { patiently } from "./patience.js";
import { say } from "./words.js";
import { measure, works } from "./works.js";

const pollEach = 5000;
const longestPause = 15;
/** Milliseconds between two signs of life in a stream, where the server gives one each 15 s. */
const longestSilence = 40_000;
let following = null;
let pause = 2;
let streams = true;
let onBack = () => {};
let onChange = () => {};

/** Follows the server from now on. `back` is called when it answers again, `changed` with the old status and the new one. */
export function follow({ back, changed }) {
  onBack = back;
  onChange = changed;
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  start();
}

/** Asks once, before anything is shown, so that the lines under the bar do not come in later and push the pictures down. */
export async function askStatus() {
  const status = await ask("status").catch(() => null);
  if (status) {
    update({ status });
  }
}

/** Asks at once, whatever pause there was. */
export function askNow() {
  stop();
  start();
}

/** A call found nobody: the line that says so comes before the stream notices. */
export function lost() {
  if (app.away < 0) {
    askNow();
  }
}

function stop() {
  following?.abort();
  following = null;
}

async function start() {
  if (following || document.hidden) {
    return;
  }
  const mine = (following = new AbortController());
  while (!mine.signal.aborted) {
    try {
      await (streams ? stream(mine.signal) : poll(mine.signal));
    } catch (problem) {
      if (!mine.signal.aborted) {
        await failed(problem, mine.signal);
      }
    }
  }
}

async function failed(problem, signal) {
  if (problem.ended) {
    await wait(200, signal); // a proxy or the server ended the stream: whether it is away shows when asked again
  } else if (problem.status === 404 || problem.status === 405) {
    streams = false;
  } else if (problem.status === 401 || problem.status === 403) {
    here(app.status);
    await wait(pollEach, signal);
  } else if (problem.status === 503 && streams) {
    streams = false; // too many streams, or a store that is away: asking tells which
  } else if (problem.away) {
    await away(signal);
  } else {
    await wait(pollEach, signal);
  }
}

async function away(signal) {
  if (app.away < 0) {
    tell(say("away.said"));
  }
  for (let left = pause; left > 0 && !signal.aborted; left--) {
    update({ away: left });
    await wait(1000, signal);
  }
  pause = Math.min(longestPause, Math.ceil(pause * 1.6));
}

async function poll(signal) {
  here(await patiently(signal, ({ signal }) => ask("status", { signal })));
  await wait(pollEach, signal);
}

function stream(signal) {
  return patiently(signal, async ({ signal, waitFor }) => {
    const answer = await fetch("api/v1/events", { signal, headers: { Accept: "text/event-stream" } });
    if (!answer.ok) {
      throw new Problem(answer.status, "");
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      waitFor(longestSilence);
      const { value, done } = await reader.read().catch(() => ({ done: true }));
      if (done) {
        throw Object.assign(new Problem(0, ""), { ended: !signal.aborted });
      }
      const events = (rest + value).split(/\r?\n\r?\n/);
      rest = events.pop();
      events.forEach(heard);
    }
  });
}

function heard(event) {
  const lines = event.split(/\r?\n/);
  const named = (name) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  if (named("event")[0] === "status") {
    here(JSON.parse(named("data").join("\n")));
  }
}

function here(status) {
  const wasAway = app.away >= 0;
  const before = app.status;
  pause = 2;
  if (status) {
    measure(status);
  }
  update({ status, away: -1 });
  if (status) {
    onChange(before, status);
  }
  if (wasAway) {
    tell(say("away.back"));
    onBack();
  }
}

function wait(milliseconds, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}

/** Why words cannot be searched, as a sentence; null where they can. */
export function wordsRefused(status) {
  if (!status?.space?.startsWith("visual")) {
    return null;
  }
  const { model, reembed } = status;
  if (
    model?.state === "fetching" ||
    model?.state === "asked" ||
    reembed?.phase === "embedding" ||
    reembed?.phase === "preparing"
  ) {
    return [
      say("words.soon"),
      ...works(status)
        .filter(({ name }) => name !== "ingest")
        .map(({ text }) => text),
    ].join(" ");
  }
  return say("words.visual");
}

export const isVisual = (status) => Boolean(status?.space?.startsWith("visual"));

/** The name of the model as people say it. */
export function modelName(status) {
  return !status?.space ? "" : isVisual(status) ? say("model.visual") : `CLIP (${status.space})`;
}
