// One picture of the grid. Made by hand and not by a template, since there are hundreds: a list item, a link, a picture.

import { thumbnail, thumbnailSize } from "./api.js";
import { named } from "./paths.js";
import { bars, scoreWords } from "./score.js";

const tries = 3;
const pause = 3000;
/** So far a small picture is enlarged to fill its box; a smaller one stands in its middle. */
const enlarged = 2.5;

/** A tile for an image at a place among the results, not placed yet. */
export function tileOf(image, index, href) {
  const item = document.createElement("li");
  item.className = "tile";
  item.dataset.index = index;
  if (image.colour) {
    item.style.setProperty("--colour", image.colour);
  }
  const link = document.createElement("a");
  link.href = href;
  link.tabIndex = -1;
  const { name } = named(image);
  const words = scoreWords(image);
  link.setAttribute("aria-label", words ? `${name}, ${words}` : name);
  const picture = document.createElement("img");
  picture.alt = "";
  picture.loading = "lazy";
  picture.decoding = "async";
  watch(picture, item, name);
  link.append(picture);
  const count = bars(image);
  if (count !== null) {
    const score = document.createElement("span");
    score.className = `score bars-${count}${image.grade === "weak" ? "" : " sure"}`;
    link.append(score);
  }
  item.append(link);
  return item;
}

/** Puts a tile into its box, and asks for a thumbnail of that size. */
export function placeTile(item, image, box) {
  const { style } = item;
  style.left = `${box.left}px`;
  style.top = `${box.top}px`;
  style.width = `${box.width}px`;
  style.height = `${box.height}px`;
  const picture = item.querySelector("img");
  if (!picture) {
    return;
  }
  const shown = image.width && image.height ? Math.max(box.width / image.width, box.height / image.height) : 1;
  item.classList.toggle("small", shown > enlarged);
  const longest = image.width ? shown * Math.max(image.width, image.height) : Math.max(box.width, box.height);
  const size = thumbnailSize(Math.min(longest, 1024));
  if (!(Number(picture.dataset.size) >= size)) {
    picture.dataset.size = size;
    picture.src = thumbnail(image.id, size);
  }
}

/** A thumbnail that does not come is asked for again, then its place shows the name. */
function watch(picture, item, name) {
  let left = tries;
  picture.addEventListener("load", () => item.classList.add("there"));
  picture.addEventListener("error", () => {
    left--;
    if (left > 0) {
      setTimeout(() => (picture.src = picture.getAttribute("src")), pause);
      return;
    }
    const instead = document.createElement("bdi");
    instead.className = "instead";
    instead.textContent = name;
    picture.replaceWith(instead);
    item.classList.add("broken");
  });
}
