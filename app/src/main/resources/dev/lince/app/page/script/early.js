// Runs before the first paint, so that neither the theme nor the language of the page changes before the eyes.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const page = document.documentElement;
  const theme = kept("lince.theme");
  if (theme === "light" || theme === "dark") {
    page.dataset.theme = theme;
  }
  const wanted = [kept("lince.language"), ...(navigator.languages ?? [])].filter(Boolean);
  page.lang = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "en" || tag === "es") ?? "en";
})();
