// A score as people read it: how rare it is that chance alone brings a picture this close.

import { say, written } from "./words.js";

/** As many pictures of the library as chance may bring this close, for one to five bars. */
const steps = [10, 1, 0.1, 0.01, 0.001];

/** Bars of a hit, 0 to 5; null where the library is too small to say. */
export function bars(hit) {
  const chance = hit.expected_by_chance;
  return chance === null || chance === undefined ? null : steps.filter((step) => chance <= step).length;
}

/** The score in words: "similarity 0.83; by chance, one in 400 searches finds this". */
export function scoreWords(hit) {
  if (hit.similarity === undefined) {
    return "";
  }
  const similarity = say("score.similarity", {
    value: written(hit.similarity, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  });
  const chance = hit.expected_by_chance;
  if (chance === null || chance === undefined) {
    return similarity;
  }
  return `${similarity}; ${chanceWords(chance)}`;
}

function chanceWords(chance) {
  if (chance < 1e-6) {
    return say("score.never");
  }
  if (chance < 0.7) {
    const searches = 1 / chance;
    const digits = 10 ** Math.max(0, Math.floor(Math.log10(searches)) - 1);
    return say("score.rare", { searches: Math.max(2, Math.round(searches / digits) * digits) });
  }
  return say("score.common", { n: Math.max(1, Math.round(chance)) });
}
