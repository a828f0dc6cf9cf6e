// Swipes of one finger on the stage of the viewer. Each has a button, too, so nobody has to swipe.

const least = 48;

/** Calls `left`, `right` or `down` when a finger swipes that way. */
export function watchSwipes(element, { left, right, down }) {
  let start = null;
  element.addEventListener("pointerdown", (event) => {
    start =
      event.pointerType === "touch" && event.isPrimary && event.target.closest(".stage")
        ? { x: event.clientX, y: event.clientY }
        : null;
  });
  element.addEventListener("pointercancel", () => (start = null));
  element.addEventListener("pointerup", (event) => {
    if (!start || !event.isPrimary) {
      return;
    }
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    start = null;
    if (Math.abs(x) > least && Math.abs(x) > 1.5 * Math.abs(y)) {
      (x < 0 ? left : right)();
    } else if (y > 1.5 * least && y > 1.5 * Math.abs(x)) {
      down();
    }
  });
}
