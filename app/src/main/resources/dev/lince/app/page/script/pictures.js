// The pictures that are searched by, as long as this tab is open: the server keeps none, and the address has only their tokens. The picture itself is kept in
// memory, so that going back can crop it again; a small preview in the session's storage, so that a reload still shows it.

import { keep, kept } from "./kept.js";
import { afterPaint } from "./paint.js";

const sent = new Map();
const previewSide = 160;
const session = () => sessionStorage;
const storageName = (token) => `picture.${token.slice(0, 40)}`;

/** Remembers which picture, and which region of it, a token stands for. */
export function remember(token, part) {
  sent.set(token, { blob: part.blob, url: part.url, region: part.region, preview: part.preview });
  if (part.preview) {
    afterPaint(() => keep(storageName(token), part.preview, session));
  }
}

/** Gives a part of the address what this tab still knows of its picture. */
export function recall(part) {
  const known = sent.get(part.value) ?? { preview: kept(storageName(part.value), session) };
  return { ...part, ...known };
}

/** A small picture of a region of a file, as a data: address; null where the browser cannot show the file. */
export async function previewOf(blob, region) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    return null;
  }
  const { x, y, width, height } = region ?? { x: 0, y: 0, width: 1, height: 1 };
  const [wide, high] = [bitmap.width * width, bitmap.height * height];
  const scale = Math.min(1, previewSide / Math.min(wide, high), (3 * previewSide) / Math.max(wide, high));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(high * scale));
  canvas
    .getContext("2d")
    .drawImage(bitmap, bitmap.width * x, bitmap.height * y, wide, high, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL("image/jpeg", 0.8);
}
