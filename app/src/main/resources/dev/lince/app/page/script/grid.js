// A grid of pictures in justified rows. It is given a list that only grows at its end; what is shown keeps its place. One tile at a time can be reached with the Tab
// key, the arrow keys go from one to the next, as in a table.

import { afterPaint } from "./paint.js";
import { place, shape } from "./rows.js";
import { placeTile, tileOf } from "./tile.js";

/** So many tiles are made before the first paint: more than a phone shows. */
const atOnce = 12;
/** The width of a list, all being equally wide: to ask a new one makes the browser lay out the page at once, in the middle of a change. */
let known = 0;
const narrow = matchMedia("(max-width: 640px)");
const measures = () => (narrow.matches ? { height: 132, gap: 3 } : { height: 200, gap: 6 });

export class Grid {
  #tiles = [];
  #shapes = [];
  #images = [];
  #boxes = [];
  #width = 0;
  #first;
  #href;
  #more = false;

  /** `first` is the place of its first picture among the results; `href` gives the address that opens a picture. */
  constructor(list, { first = 0, href }) {
    this.list = list;
    this.#first = first;
    this.#href = href;
    new ResizeObserver(() => this.#resized()).observe(list);
    known ||= list.clientWidth;
  }

  /** Shows these pictures; those that are shown already must be its beginning. `more`: others will come behind them. */
  show(images, more) {
    if (images.length === this.#images.length && more === this.#more) {
      return;
    }
    for (let i = this.#images.length; i < images.length; i++) {
      this.#shapes.push(shape(images[i]));
    }
    this.#images = images.slice();
    this.#more = more;
    this.#layOut();
  }

  #resized() {
    known = this.list.clientWidth || known;
    if (known !== this.#width) {
      this.#layOut();
    }
  }

  #layOut() {
    const width = (this.#width = known);
    if (!width) {
      return;
    }
    const { boxes, height } = place(this.#shapes, { width, ...measures(), more: this.#more });
    const before = this.#boxes;
    this.#boxes = boxes;
    this.list.style.height = `${height}px`;
    for (const tile of this.#tiles.splice(boxes.length)) {
      tile.remove();
    }
    const changed = boxes.flatMap((box, i) => (same(box, before[i]) && this.#tiles[i] ? [] : [i]));
    this.#fill(changed.slice(0, atOnce));
    if (changed.length > atOnce) {
      afterPaint(() => this.#boxes === boxes && this.#fill(changed.slice(atOnce)));
    }
  }

  /** Makes the tiles that are missing, and puts all of these into their boxes. */
  #fill(indices) {
    const news = document.createDocumentFragment();
    for (const i of indices) {
      const image = this.#images[i];
      if (!this.#tiles[i]) {
        this.#tiles[i] = tileOf(image, this.#first + i, this.#href(image));
        news.append(this.#tiles[i]);
      }
      placeTile(this.#tiles[i], image, this.#boxes[i]);
    }
    this.list.append(news);
  }
}

const same = (box, old) =>
  old && old.left === box.left && old.top === box.top && old.width === box.width && old.height === box.height;
