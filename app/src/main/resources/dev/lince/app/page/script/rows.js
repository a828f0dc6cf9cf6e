// Justified rows: pictures side by side, each row as wide as the page, so that nothing is cut and nothing left over.

/** How far a box may be from square; what is longer is shown cut. */
const widest = 4.5;
const narrowest = 0.45;
/** A last row that is this near to full is stretched to the edge. */
const nearlyFull = 1.15;

/** The shape of a box for a picture: width by height; 4:3 where the size is not known. */
export function shape(image) {
  const ratio = image.width && image.height ? image.width / image.height : 4 / 3;
  return Math.min(widest, Math.max(narrowest, ratio));
}

/**
 * Boxes of pictures with the given shapes, in CSS pixels: {left, top, width, height}, and the height of all. Rows come as near to `height` as
 * their pictures allow. Where more pictures will come, those of an unfinished last row get no box yet, so that none moves later.
 */
export function place(shapes, { width, height, gap, more }) {
  const boxes = [];
  let top = 0;
  let from = 0;
  let above = height;
  while (from < shapes.length) {
    const { to, full: filled } = rowEnd(shapes, from, width, height, gap);
    const sum = total(shapes, from, to);
    const full = (width - gap * (to - from - 1)) / sum;
    const finished = filled || (!more && full <= height * nearlyFull);
    if (!finished && more) {
      break;
    }
    const high = Math.round(finished ? full : Math.min(full, height, above));
    above = high;
    pushRow(boxes, shapes, { from, to, top, high, width, gap, finished });
    top += high + gap;
    from = to;
  }
  return { boxes, height: Math.max(0, top - gap) };
}

/** Where the row that begins at `from` ends, where its height is nearest to the wanted one; `full` where no later picture can change that. */
function rowEnd(shapes, from, width, height, gap) {
  let sum = 0;
  for (let i = from; i < shapes.length; i++) {
    const before = sum;
    sum += shapes[i];
    if (sum * height + gap * (i - from) >= width) {
      const withIt = height - (width - gap * (i - from)) / sum;
      const withoutIt = before ? (width - gap * (i - from - 1)) / before - height : Infinity;
      return { to: withIt <= withoutIt ? i + 1 : i, full: true };
    }
  }
  return { to: shapes.length, full: false };
}

function total(shapes, from, to) {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += shapes[i];
  }
  return sum;
}

/** Whole pixels; the last box of a finished row ends exactly at the edge. */
function pushRow(boxes, shapes, { from, to, top, high, width, gap, finished }) {
  let left = 0;
  for (let i = from; i < to; i++) {
    const last = finished && i === to - 1;
    const wide = last ? width - left : Math.round(shapes[i] * high);
    boxes.push({ left, top, width: Math.max(1, wide), height: high });
    left += wide + gap;
  }
}
