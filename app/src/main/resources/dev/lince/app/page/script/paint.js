/** Acts once what is drawn now is on the screen: for work that nobody waits for. At once where nothing is painted, in a tab behind others. */
export function afterPaint(act) {
  if (document.hidden) {
    act();
  } else {
    requestAnimationFrame(() => setTimeout(act));
  }
}
