// Below the pictures: that there are no more, or that more could not be fetched.

import { html, nothing } from "../lit/lit-html.js";
import { explained } from "./problems.js";
import { grow, growAgain } from "./results.js";
import { say } from "./words.js";

export function foot({ results, problem }) {
  if (!results?.items.length || problem) {
    return nothing;
  }
  if (results.growthProblem) {
    return html`<p class="end" role="alert">
      ${explained(results.growthProblem)} <button @click=${growAgain}>${say("again")}</button>
    </p>`;
  }
  if (results.cursor) {
    return html`<p class="end"><button @click=${grow}>${say("more")}</button></p>`;
  }
  if (results.mode === "start") {
    return nothing;
  }
  return html`<p class="end quiet">${say(results.ended ? "end.deep" : "end", { n: results.items.length })}</p>`;
}
