// A rectangle on a picture: drawn by dragging, or by a click on each of two corners, moved and stretched by hand or with the arrow keys (Shift stretches).
// Regions are {x, y, width, height} in parts of the picture; null is all of it.

import { say } from "./words.js";

const least = 0.04;
const rest = 220;
const still = 5;

export class Crop {
  #region = null;
  #corner = null;
  #drag = null;
  #later;

  /** `changed` hears of a region when the hand rests. */
  constructor(source, changed) {
    this.source = source;
    this.changed = changed;
    this.element = make("div", "crop");
    this.picture = make("img");
    this.picture.src = source;
    this.picture.alt = "";
    this.picture.draggable = false;
    this.rectangle = make("div", "rectangle");
    this.rectangle.tabIndex = 0;
    this.rectangle.setAttribute("role", "group");
    this.rectangle.append(...["nw", "ne", "sw", "se"].map((corner) => make("span", corner)));
    this.element.append(this.picture, this.rectangle);
    this.element.addEventListener("pointerdown", (event) => this.#began(event));
    this.element.addEventListener("pointermove", (event) => this.#moved(event));
    this.element.addEventListener("pointerup", (event) => this.#ended(event));
    this.element.addEventListener("pointercancel", () => (this.#drag = null));
    this.rectangle.addEventListener("keydown", (event) => this.#keyed(event));
  }

  set region(region) {
    if (!this.#drag && !this.#later) {
      this.#show(region);
    }
  }

  #show(region) {
    this.#region = region;
    const { x, y, width, height } = region ?? { x: 0, y: 0, width: 1, height: 1 };
    Object.assign(this.rectangle.style, {
      left: `${x * 100}%`,
      top: `${y * 100}%`,
      width: `${width * 100}%`,
      height: `${height * 100}%`,
    });
    this.rectangle.classList.toggle("all", region === null);
    const percent = (part) => Math.round(part * 100);
    this.rectangle.setAttribute(
      "aria-label",
      say("crop.region", { width: percent(width), height: percent(height), x: percent(x), y: percent(y) }),
    );
  }

  #point(event) {
    const box = this.element.getBoundingClientRect();
    return { x: clamp((event.clientX - box.left) / box.width), y: clamp((event.clientY - box.top) / box.height) };
  }

  #began(event) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.element.setPointerCapture(event.pointerId);
    const at = this.#point(event);
    const corner = event.target.className;
    const region = this.#region;
    const start = { x: event.clientX, y: event.clientY };
    if (region && ["nw", "ne", "sw", "se"].includes(corner)) {
      const fixed = {
        x: corner.endsWith("w") ? region.x + region.width : region.x,
        y: corner.startsWith("n") ? region.y + region.height : region.y,
      };
      this.#drag = { start, to: (point) => between(fixed, point) };
    } else if (region && event.target === this.rectangle) {
      this.#drag = { start, to: (point) => moved(region, point.x - at.x, point.y - at.y) };
    } else {
      this.#drag = { start, to: (point) => between(at, point), at };
    }
  }

  #moved(event) {
    const drag = this.#drag;
    if (drag && (drag.going || Math.hypot(event.clientX - drag.start.x, event.clientY - drag.start.y) > still)) {
      drag.going = true;
      this.#set(drag.to(this.#point(event)));
    }
  }

  #ended() {
    const drag = this.#drag;
    this.#drag = null;
    if (drag?.at && !drag.going) {
      this.#clicked(drag.at);
    }
  }

  /** The way without dragging: one corner, then the one across. */
  #clicked(point) {
    if (this.#corner) {
      this.#set(between(this.#corner, point));
      this.#corner = null;
      this.mark.remove();
      return;
    }
    this.#corner = point;
    this.mark ??= make("span", "corner");
    Object.assign(this.mark.style, { left: `${point.x * 100}%`, top: `${point.y * 100}%` });
    this.element.append(this.mark);
  }

  #keyed(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    const [x, y] = step.map((one) => one * 0.05);
    const region = this.#region ?? { x: 0.2, y: 0.2, width: 0.6, height: 0.6 };
    const stretched = {
      ...region,
      width: Math.min(1 - region.x, Math.max(least, region.width + x)),
      height: Math.min(1 - region.y, Math.max(least, region.height + y)),
    };
    this.#set(event.shiftKey ? stretched : this.#region ? moved(region, x, y) : region);
  }

  #set(region) {
    if (region.width < least || region.height < least) {
      return;
    }
    this.#show(region);
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      this.#later = null;
      const exact = (part) => Math.round(part * 1000) / 1000;
      this.changed({
        x: exact(region.x),
        y: exact(region.y),
        width: exact(region.width),
        height: exact(region.height),
      });
    }, rest);
  }
}

function make(name, className = "") {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

const clamp = (part) => Math.min(1, Math.max(0, part));

function between(one, other) {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

function moved(region, x, y) {
  return {
    ...region,
    x: Math.min(1 - region.width, Math.max(0, region.x + x)),
    y: Math.min(1 - region.height, Math.max(0, region.y + y)),
  };
}
