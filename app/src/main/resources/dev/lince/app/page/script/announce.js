// What is said to those who do not look: one polite region, emptied first so that the same sentence is heard again.

let later;

export function tell(sentence) {
  const region = document.getElementById("said");
  region.textContent = "";
  clearTimeout(later);
  later = setTimeout(() => (region.textContent = sentence), 60);
}
