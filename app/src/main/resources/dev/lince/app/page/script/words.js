// Everything that the page says, in the visitor's language. One file a language under words/, with the same keys; of a text that counts there are
// two, KEY.one and KEY.other.

let texts = {};
let plural = new Intl.PluralRules("en");
let number = new Intl.NumberFormat("en");
let place = "en";
/** Formats by their options: to make one takes as long as a hundred uses. */
const formats = new Map();

export const languages = { en: "English", es: "Español" };

/** The language that is spoken: "en" or "es". */
export const language = () => document.documentElement.lang;

export async function speak(tag) {
  texts = (await import(`../words/${tag}.js`)).default;
  document.documentElement.lang = tag;
  place = navigator.languages?.find((one) => one.startsWith(tag)) ?? tag; // British dates for the British
  plural = new Intl.PluralRules(tag);
  formats.clear();
  number = new Intl.NumberFormat(place, { useGrouping: "always" });
}

/** The text of a key, with {name} filled in; `n` chooses between one and other. */
export function say(key, values = {}) {
  const form = "n" in values ? `${key}.${plural.select(values.n) === "one" ? "one" : "other"}` : key;
  const text = texts[form] ?? texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number.format(value) : (value ?? "");
  });
}

/** A number as it is written here. */
export function written(value, options) {
  if (!options) {
    return number.format(value);
  }
  const name = JSON.stringify(options);
  let format = formats.get(name);
  if (!format) {
    format = new Intl.NumberFormat(place, options);
    formats.set(name, format);
  }
  return format.format(value);
}

/** A day in words; cameras' clocks are read as UTC, so they are shown so. */
export function day(instant) {
  return new Date(instant).toLocaleDateString(place, { dateStyle: "long", timeZone: "UTC" });
}

/** A moment of the visitor's own clock. */
export function moment(instant) {
  return new Date(instant).toLocaleString(place, { dateStyle: "long", timeStyle: "short" });
}

/** A size in the unit that reads best; 1 MB is a million bytes, as file managers say it. */
export function bytes(count) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(count, 1)) / 3));
  const value = count / 1000 ** step;
  return written(value, {
    style: "unit",
    unit: units[step],
    unitDisplay: step ? "short" : "long",
    maximumFractionDigits: value < 10 && step ? 1 : 0,
  });
}
