// How long the page waits for the server: a network that has fallen silent breaks no connection, and a browser waits for minutes.

import { Problem } from "./api.js";

const answersWithin = 10_000;

/**
 * Talks with the server, and gives up where it takes longer than 10 s. The talk is given a signal for its calls, and `waitFor`, which sets
 * the time anew, in milliseconds. Throws the Problem that nobody answers, or what the talk threw where it was ended from outside.
 */
export async function patiently(signal, talk) {
  const patience = new AbortController();
  const end = () => patience.abort();
  let timer = setTimeout(end, answersWithin);
  const waitFor = (milliseconds) => (clearTimeout(timer), (timer = setTimeout(end, milliseconds)));
  signal.addEventListener("abort", end);
  try {
    return await talk({ signal: patience.signal, waitFor });
  } catch (problem) {
    throw problem instanceof Problem || signal.aborted ? problem : new Problem(0, "");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}
