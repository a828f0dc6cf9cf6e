// A picture that seems to go from the grid to the viewer and back, by View Transitions; at once where there are none, or where motion is unwelcome.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Changes the page so that a picture seems to go from its tile to the stage, or back, where the browser can show that. */
export function moving(from, change) {
  if (!document.startViewTransition || calm.matches || document.hidden) {
    change();
    return;
  }
  const stage = () => document.querySelector(".stage img");
  const start = from ?? stage();
  if (start) {
    start.style.viewTransitionName = "picture";
  }
  let end;
  const transition = document.startViewTransition(() => {
    if (start) {
      start.style.viewTransitionName = "";
    }
    end = change() ?? stage();
    if (end) {
      end.style.viewTransitionName = "picture";
    }
  });
  transition.ready.catch(() => {}); // another began before this one was seen
  transition.finished.finally(() => end && (end.style.viewTransitionName = ""));
}
