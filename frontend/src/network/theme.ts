// The colours of the page as it stands, light or dark, for what is drawn without style sheets.

export interface Theme {
  dark: boolean;
  ground: string;
  text: string;
  quiet: string;
  focus: string;
  /** Of lines. */
  stated: string;
  denied: string;
  open: string;
  borrowed: string;
  /** Of nodes. */
  kinds: { disease: string; gene: string; phenotype: string; inheritance: string; other: string };
}

/** The colours that hold where the element stands. */
export function readTheme(element: Element): Theme {
  const probe = element.appendChild(document.createElement("span"));
  const colour = (name: string, fallback: string) => {
    probe.style.color = `var(--${name}, ${fallback})`;
    return hex(getComputedStyle(probe).color) ?? fallback;
  };
  const [ground, text] = [colour("ground", "#ffffff"), colour("text", "#1d2330")];
  const theme = {
    dark: lightness(ground) < 0.5,
    ground,
    text,
    quiet: colour("quiet", "#5a6375"),
    focus: colour("focus", "#0b5cad"),
    stated: mix(ground, colour("quiet", "#5a6375"), 0.72),
    denied: colour("denied", "#a3231f"),
    open: colour("open", "#8a5a00"),
    borrowed: colour("borrowed", "#6b3fa0"),
    kinds: {
      disease: colour("kind-disease", "#0a5a9c"),
      gene: colour("kind-gene", "#9a4a00"),
      phenotype: colour("kind-phenotype", "#17693a"),
      inheritance: colour("kind-inheritance", "#6b3fa0"),
      other: colour("kind-other", "#54606f"),
    },
  };
  probe.remove();
  return theme;
}

/** Called when the colours change; gives what ends it. */
export function onThemeChange(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  dark.addEventListener("change", changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  return () => {
    dark.removeEventListener("change", changed);
    observer.disconnect();
  };
}

/** `share` of the second colour in the first. Colours are like #1d2330. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return "#" + a.map((value, i) => Math.round(value + (b[i]! - value) * share).toString(16).padStart(2, "0")).join("");
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const lightness = (colour: string): number => channels(colour).reduce((sum, value) => sum + value, 0) / 765;

function hex(computed: string): string | null {
  const found = /^rgba?\((\d+), (\d+), (\d+)/.exec(computed);
  return found ? "#" + found.slice(1, 4).map((value) => Number(value).toString(16).padStart(2, "0")).join("") : null;
}
