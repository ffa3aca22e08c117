// One polite live region for the whole page: what changed, in words, for screen readers.

let region: HTMLElement | null = null;
let timer = 0;

export function announce(words: string): void {
  clearTimeout(timer);
  if (region) region.textContent = "";
  timer = window.setTimeout(() => {
    if (region) region.textContent = words;
  }, 150);
}

export function LiveRegion() {
  return <div class="hidden" role="status" aria-live="polite" ref={(element) => { region = element; }} />;
}
