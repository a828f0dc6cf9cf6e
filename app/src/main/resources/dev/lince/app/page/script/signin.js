// The field for a key, and where keys come from.

import { html, nothing } from "../lit/lit-html.js";
import { update } from "./app.js";
import { explained } from "./problems.js";
import { signIn } from "./session.js";
import { say } from "./words.js";

let refused = null;
let entered = () => {};

/** What to do once a key let the visitor in. */
export const whenSignedIn = (act) => (entered = act);

export function refuse(problem) {
  refused = problem;
  update();
}

export function signInForm(id) {
  const submitted = async (event) => {
    event.preventDefault();
    const field = event.target.elements.key;
    try {
      await signIn(field.value);
      refused = null;
      field.value = "";
      entered();
    } catch (problem) {
      refuse(problem);
      field.focus();
    }
  };
  return html`<form class="signin" @submit=${submitted}>
    <p id=${`${id}-where`} class="quiet">${say("key.where")}</p>
    <label for=${id}>${say("key")}</label>
    <div class="row">
      <input
        id=${id}
        name="key"
        type="password"
        autocomplete="current-password"
        required
        maxlength="200"
        aria-describedby=${`${id}-where`}
        aria-invalid=${refused !== null}
        aria-errormessage=${refused ? `${id}-refused` : nothing}
      />
      <button class="primary">${say("key.enter")}</button>
    </div>
    <p id=${`${id}-refused`} class="refusal" role="alert">${refused ? reason(refused) : nothing}</p>
  </form>`;
}

/** The server's own sentence about a key is for those who write programs. */
const reason = (problem) => (problem.status === 401 ? say("problem.401") : explained(problem));
