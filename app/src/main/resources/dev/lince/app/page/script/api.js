// The calls to the server. Every address is relative to the document, so that the page works under any prefix.

/** What the server refused, or that it does not answer (status 0): `detail` is a sentence for a person. */
export class Problem extends Error {
  constructor(status, detail, after = 0) {
    super(detail);
    this.status = status;
    this.detail = detail;
    /** Seconds that the server asks to wait; 0 where it does not say. */
    this.after = after;
  }

  /** Whether nobody answers: no connection, or a proxy without a server behind it. */
  get away() {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

const base = "api/v1/";

/** Asks, and gives the JSON of the answer. Throws a Problem, or the AbortError of the signal. */
export async function ask(path, { method, json, form, signal, headers } = {}) {
  const body = json === undefined ? form : JSON.stringify(json);
  let answer;
  try {
    answer = await fetch(base + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      body,
      signal,
      headers: json === undefined ? headers : { "Content-Type": "application/json", ...headers },
    });
  } catch (cause) {
    if (cause.name === "AbortError") {
      throw cause;
    }
    throw new Problem(0, "");
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer.status === 204 ? null : answer.json();
}

async function problemOf(answer) {
  const said = await answer.json().catch(() => ({}));
  const detail = Array.isArray(said.detail) ? said.detail.map((part) => part.msg).join(" ") : (said.detail ?? "");
  return new Problem(answer.status, detail, Number(answer.headers.get("Retry-After")) || 0);
}

/** An address with the parameters that are set; lists are repeated. */
export function withParameters(path, values) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") {
        parameters.append(name, one);
      }
    }
  }
  return parameters.size ? `${path}?${parameters}` : path;
}

export const thumbnail = (id, size) => `${base}images/${id}/thumbnail?size=${size}`;
export const file = (id) => `${base}images/${id}/file`;

/** The size of thumbnail that fills a box of so many CSS pixels: one of those that the server makes. */
export function thumbnailSize(longest) {
  const pixels = longest * Math.min(devicePixelRatio || 1, 3);
  return [128, 256, 512].find((size) => size >= pixels * 0.9) ?? 1024;
}
