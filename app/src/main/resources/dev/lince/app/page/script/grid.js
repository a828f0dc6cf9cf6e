// A grid of pictures in justified rows. It is given a list that only grows at its end; what is shown keeps its place. One tile at a time can be reached with the Tab
// key, the arrow keys go from one to the next, as in a table.

import { place, shape } from "./rows.js";
import { placeTile, tileOf } from "./tile.js";

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
    if (this.list.clientWidth !== this.#width) {
      this.#layOut();
    }
  }

  #layOut() {
    const width = this.list.clientWidth;
    if (!width) {
      return;
    }
    this.#width = width;
    const { boxes, height } = place(this.#shapes, { width, ...measures(), more: this.#more });
    const news = document.createDocumentFragment();
    boxes.forEach((box, i) => {
      const old = this.#boxes[i];
      if (!this.#tiles[i]) {
        const image = this.#images[i];
        this.#tiles[i] = tileOf(image, this.#first + i, this.#href(image));
        news.append(this.#tiles[i]);
      }
      if (!old || old.left !== box.left || old.top !== box.top || old.width !== box.width || old.height !== box.height) {
        placeTile(this.#tiles[i], this.#images[i], box);
      }
    });
    for (const tile of this.#tiles.splice(boxes.length)) {
      tile.remove();
    }
    this.#boxes = boxes;
    this.list.append(news);
    this.list.style.height = `${height}px`;
  }
}
