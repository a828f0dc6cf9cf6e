// What the library offers by itself: pictures that show its range, and the folders, tags and kinds it has. A server without these calls is asked for its newest pictures.

import { app, update } from "./app.js";
import { ask } from "./api.js";

const shown = 60;

/** The pictures of the start; fetched once, and anew where the library has changed. */
export async function startImages({ again = false, signal } = {}) {
  if (!app.explore || again) {
    const explore = await ask(`explore?count=${shown}`, { signal }).catch((problem) =>
      problem.status === 404 ? newest(signal) : Promise.reject(problem),
    );
    update({ explore });
  }
  return app.explore.images;
}

const newest = async (signal) => ({ images: (await ask(`images?limit=${shown}`, { signal })).images, queries: [] });

/** Asks what folders, tags and kinds there are; without an answer the filters take typed names. */
export async function refreshFacets() {
  try {
    update({ facets: await ask("facets") });
  } catch {
    update({ facets: null });
  }
}

const pause = 5000;
let asked;

/** Asks again within a while: an ingest changes the library twice a second. */
export function facetsSoon() {
  asked ??= setTimeout(() => {
    asked = undefined;
    refreshFacets();
  }, pause);
}
