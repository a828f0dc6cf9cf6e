// The icons: strokes of 1.5 on a grid of 24, in the colour of the text around them, hidden from screen readers, which read the button's label.

import { html } from "../lit/lit-html.js";

const paths = {
  add: "M12 5v14M5 12h14",
  away: "M3 3l18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5.2-2.7M19 12.9a10 10 0 0 0-2-1.5M2 9.3a15 15 0 0 1 4-2.6M22 9.3A15 15 0 0 0 11 5.1M12 20h.01",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v10H9zM5 15V5h10",
  crop: "M7 2v15h15M2 7h15v15",
  dark: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  down: "M7 10l5 5 5-5",
  folder: "M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
  less: "M5 12h14",
  library: "M4 5h16v14H4zM4 15.5l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.2h.01",
  light:
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M4.2 4.2l1.5 1.5M18.3 18.3l1.5 1.5M2.5 12h2M19.5 12h2M4.2 19.8l1.5-1.5M18.3 5.7l1.5-1.5",
  note: "M12 11v5.5M12 7.5h.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  next: "M9 5l7 7-7 7",
  open: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  picture: "M4 5h16v14H4zM4 15.5l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.2h.01",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5",
  similar: "M3.5 8.5h12v12h-12zM8.5 8.5v-5h12v12h-5",
  system: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7h5M12 11h6.5M12 15h6.5",
  trash: "M5 7h14M10 4h4M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
  undo: "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  warn: "M12 4l9 16H3zM12 10v4.5M12 17h.01",
};

export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;

/** The lynx: tufted ears, whiskers to the sides, two eyes. */
export const lynx = html`<svg class="lynx" viewBox="0 0 32 32" aria-hidden="true">
  <path class="tuft" d="M5 4.2L3.4 1.2M27 4.2l1.6-3" />
  <path
    class="fur"
    d="M5 3.5l7.2 5.1a12 12 0 0 1 7.6 0L27 3.5l-.9 9.6c1.3 2 1.9 4.3 1.7 6.7l2.2 4.2-4.2.4c-1.8 3.2-5.6 5.6-9.8 5.6s-8-2.4-9.8-5.6L2 24l2.2-4.2c-.2-2.4.4-4.7 1.7-6.7z"
  />
  <path class="eye" d="M7.4 17.3q3.3-3.7 6.6.7-3.6 2.9-6.6-.7zM24.6 17.3q-3.3-3.7-6.6.7 3.6 2.9 6.6-.7z" />
  <path class="nose" d="M14.4 22.6h3.2L16 24.6z" />
</svg>`;
