// What the browser keeps for this page. A browser that keeps nothing (private windows, full storage) makes it forget, never fail.

/** Text under a name, or null. */
export function kept(name, storage = () => localStorage) {
  try {
    return storage().getItem(`lince.${name}`);
  } catch {
    return null;
  }
}

/** Keeps text under a name; null forgets it. */
export function keep(name, text, storage = () => localStorage) {
  try {
    if (text === null) {
      storage().removeItem(`lince.${name}`);
    } else {
      storage().setItem(`lince.${name}`, text);
    }
  } catch {
    // Forgotten at the next visit: nothing that a visitor would have to know.
  }
}
