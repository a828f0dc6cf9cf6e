// What went wrong, as a sentence in the visitor's language. The server's own sentences are English and stand behind it, marked so for screen readers.

import { html, nothing } from "../lit/lit-html.js";
import { language, say } from "./words.js";

/** A sentence of the page for a Problem. */
export function sentenceOf(problem) {
  if (problem.away) {
    return say("problem.away");
  }
  const known = [400, 401, 403, 404, 408, 409, 413, 421, 422, 503];
  return known.includes(problem.status) ? say(`problem.${problem.status}`) : say("problem");
}

/** The page's sentence with the server's. In English the server's alone, which says more. */
export function explained(problem) {
  const alone = language() === "en" && problem.detail;
  return html`${alone ? nothing : `${sentenceOf(problem)} `}${problem.detail ? html`<span lang="en">${problem.detail}</span>` : nothing}`;
}

/** The same as plain text. */
export const explainedText = (problem) =>
  language() === "en" && problem.detail
    ? problem.detail
    : [sentenceOf(problem), problem.detail].filter(Boolean).join(" ");
