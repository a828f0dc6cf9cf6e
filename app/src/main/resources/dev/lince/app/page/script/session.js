// Who the visitor is to the server: what he may do, and the key that lets him do more. The key is traded for a cookie that scripts cannot read, and is kept nowhere.

import { update } from "./app.js";
import { ask } from "./api.js";

const leaf = /^#key=([^&]+)$/;

/** Whether the address has a key to be traded. */
export const bringsKey = () => leaf.test(location.hash);

/** Asks what the visitor may do; a key in the address is traded first, and taken out of the address before anything else. */
export async function meet() {
  const key = leaf.exec(location.hash)?.[1];
  if (key) {
    history.replaceState(null, "", location.pathname + location.search);
    const problem = await signIn(decodeURIComponent(key)).catch((refused) => refused);
    if (!problem) {
      return null;
    }
    update({ session: await ask("session").catch(() => ({ may_read: true, may_write: false, how: "open" })) });
    return problem;
  }
  update({ session: await ask("session") });
  return null;
}

/** Trades a key for the cookie. Throws the Problem of a key that is not known. */
export async function signIn(key) {
  await ask("session", { method: "POST", headers: { Authorization: `Bearer ${key.trim()}` } });
  update({ session: await ask("session") });
}

export async function signOut() {
  await ask("session", { method: "DELETE" });
  update({ session: await ask("session") });
}
