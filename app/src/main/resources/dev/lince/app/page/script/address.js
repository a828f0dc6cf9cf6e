// The state of the page in its address, behind the #: browsers send nothing of it, so neither words nor pictures' tokens come into a log, and no server
// limits its length.
//
//   #q=text:castle                words
//   &q=id*-0.5:59                 a picture of the library, with a weight (1 where none is written)
//   &q=picture:TOKEN              a picture that was sent, by the token of the server's answer
//   &folder=cats&tag=a&tag=b      filters, by the names of the API's parameters
//   &sort=date                    newest first (of a search); oldest (of a list)
//   &all=1                        all pictures, though nothing is searched
//   &open=59                      the picture that is open
//
// `?q=castle` before the # is taken as words once, so that a browser's search keyword can lead here.

export const filters = [
  "folder",
  "tag",
  "type",
  "taken_from",
  "taken_until",
  "added_from",
  "added_until",
  "min_width",
  "min_height",
  "max_width",
  "max_height",
];
const kinds = ["text", "id", "picture"];

/** What an address says: {parts, filter, sort, all, open}. What cannot be read is passed over. */
export function read(place) {
  const said = new URLSearchParams(place.hash.slice(1));
  const parts = said.getAll("q").map(partOf).filter(Boolean);
  for (const words of new URLSearchParams(place.search).getAll("q")) {
    parts.push({ kind: "text", value: words, weight: 1 });
  }
  const filter = {};
  for (const name of filters) {
    const values = said.getAll(name).filter(Boolean);
    if (values.length) {
      filter[name] = name === "tag" ? values : values[0];
    }
  }
  return { parts, filter, sort: said.get("sort") ?? "", all: said.has("all"), open: Number(said.get("open")) || 0 };
}

function partOf(text) {
  const [, kind, weight, value] = /^([a-z]+)(?:\*(-?[\d.]+))?:(.+)$/s.exec(text) ?? [];
  if (!kinds.includes(kind) || (kind === "id" && !(Number(value) > 0))) {
    return null;
  }
  return { kind, value: kind === "id" ? Number(value) : value, weight: weight === undefined ? 1 : Number(weight) || 0 };
}

/** The address of a state, relative to the document: "#…", or "#" for the start. */
export function write({ parts, filter, sort, all, open }) {
  const said = [];
  for (const { kind, value, weight } of parts) {
    if (value !== null) {
      said.push(`q=${kind}${weight === 1 ? "" : `*${weight}`}:${encoded(value)}`);
    }
  }
  for (const name of filters) {
    for (const value of [filter[name] ?? []].flat()) {
      said.push(`${name}=${encoded(value)}`);
    }
  }
  if (sort) {
    said.push(`sort=${sort}`);
  }
  if (all) {
    said.push("all=1");
  }
  if (open) {
    said.push(`open=${open}`);
  }
  return `#${said.join("&")}`;
}

const encoded = (value) => encodeURIComponent(value).replace(/%20/g, "+").replace(/%2F/g, "/").replace(/%3A/g, ":");
