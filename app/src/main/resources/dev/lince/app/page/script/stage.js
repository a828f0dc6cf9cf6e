// The picture on the stage of the viewer.

import { file, thumbnail } from "./api.js";

const thumbnailAtMost = 1024;
const browsersShow = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"];
/** Small pictures are enlarged so much, and icons to so many pixels. */
const enlarged = 2;
const smallest = 256;
/** The original is fetched where the largest thumbnail has less than this part of the pixels that the screen shows. */
const sharpEnough = 0.8;

let picture = null;

/** The element that shows an image: the thumbnail of its tile at once, the original over it where the browser can show it and the thumbnail is not all there is. */
export function stage(image, name, tile) {
  if (picture?.dataset.id !== String(image.id)) {
    picture = document.createElement("img");
    picture.dataset.id = image.id;
    picture.tabIndex = -1;
    const small = tile?.querySelector("img");
    picture.src = small?.complete && small.naturalWidth ? small.src : thumbnail(image.id, thumbnailAtMost);
    for (const event of ["load", "error"]) {
      picture.addEventListener(event, ({ target }) => ground(target, image));
    }
  }
  picture.alt = name;
  ground(picture, image);
  if (image.width) {
    picture.width = image.width;
    picture.height = image.height;
    picture.style.setProperty("--shape", String(image.width / image.height));
    picture.style.setProperty(
      "--most",
      `${image.width * Math.max(enlarged, smallest / Math.max(image.width, image.height))}px`,
    );
    sharpen(picture, image);
  }
  return picture;
}

/** The colour of a picture fills its place until it comes, and no longer: it would shine through one that is transparent. */
function ground(shown, { colour }) {
  shown.style.backgroundColor = shown.complete ? "" : (colour ?? "");
}

function sharpen(shown, { id, width, height, type }) {
  if (shown.dataset.sharp) {
    return;
  }
  shown.dataset.sharp = "1";
  const longest = Math.max(width, height);
  const seen = Math.min(longest, longest * Math.min(innerWidth / width, innerHeight / height) * devicePixelRatio);
  const moves = type === "image/gif" || type === "image/png"; // or is transparent, which a thumbnail is not
  const best =
    browsersShow.includes(type) && (moves || seen * sharpEnough > thumbnailAtMost)
      ? file(id)
      : thumbnail(id, thumbnailAtMost);
  const sharp = new Image();
  sharp.addEventListener("load", () => (shown.src = best));
  sharp.src = best;
}
