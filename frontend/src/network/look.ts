// What each kind of node and each state of a link looks like. No two kinds share a colour and a shape; no state is told by
// its colour alone: lines differ in their dashes and in their ends.

import type { Network, State } from "../answers";
import { categoryWord } from "../parts/words";
import type { Shape } from "./shapes";
import type { Theme } from "./theme";

/** Colours beside those of the page's own kinds, each on a light and on a dark ground (at least 3:1 against it). */
const HUES = {
  vermilion: ["#c84c00", "#ff8b4d"],
  pink: ["#b8407f", "#f59ccb"],
  teal: ["#007d84", "#5fd0d6"],
  yellow: ["#817800", "#f0e442"],
  brown: ["#7d4f2c", "#cfa27f"],
  rose: ["#a23b4a", "#f0a0aa"],
} as const;
export type Hue = keyof typeof HUES | keyof Theme["kinds"];

export interface Look {
  shape: Shape;
  hue: Hue;
}

// The page's own kinds look here as in parts/icons.tsx.
const KINDS: Record<string, Look> = {
  Disease: { shape: "circle", hue: "disease" },
  Gene: { shape: "diamond", hue: "gene" },
  PhenotypicFeature: { shape: "square", hue: "phenotype" },
  GeneticInheritance: { shape: "triangle", hue: "inheritance" },
  Onset: { shape: "pentagon", hue: "teal" },
  ClinicalCourse: { shape: "star", hue: "vermilion" },
  ClinicalModifier: { shape: "plus", hue: "pink" },
  "": { shape: "hexagon", hue: "other" },
};
const SPARE_SHAPES: Shape[] = ["wedge", "saltire", "pentagon", "star", "plus", "hexagon", "triangle", "diamond", "square"];
const SPARE_HUES: Hue[] = ["brown", "yellow", "rose", "teal", "vermilion", "pink"];
/** Each shape in one colour, then each in the next: the first ones differ in both. */
const SPARE: Look[] = SPARE_HUES.flatMap((_, turn) =>
  SPARE_SHAPES.map((shape, i) => ({ shape, hue: SPARE_HUES[(i + turn) % SPARE_HUES.length]! })),
);

/** A Biolink category in the words people use. */
export function kindName(category: string): string {
  const word = category === "GeneticInheritance" ? "inheritance" : categoryWord(category) || "other";
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A look for each category; those that have none of their own get the spare ones in alphabetical order, none twice. */
export function looks(categories: Iterable<string>): Map<string, Look> {
  const found = new Map<string, Look>();
  const taken = new Set(Object.values(KINDS).map((look) => `${look.shape} ${look.hue}`));
  for (const category of [...new Set(categories)].sort()) {
    const look = KINDS[category] ?? SPARE.find((one) => !taken.has(`${one.shape} ${one.hue}`));
    if (!look) throw new Error("more kinds than there are colours and shapes");
    found.set(category, look);
    taken.add(`${look.shape} ${look.hue}`);
  }
  return found;
}

export const shapesOf = (network: Network) => looks(network.nodes.map((node) => node.category));
export const hue = (name: Hue, theme: Theme): string => (name in HUES ? HUES[name as keyof typeof HUES][theme.dark ? 1 : 0] : theme.kinds[name as keyof Theme["kinds"]]);

export type End = "arrow" | "bar" | "hollow" | "ring";
export interface Line {
  /** Pixels on and off, twice; none: a whole line. */
  dash: readonly number[];
  end: End;
  /** Which colour of the theme. */
  colour: State;
}

export const LINES: Record<State, Line> = {
  stated: { dash: [], end: "arrow", colour: "stated" },
  denied: { dash: [7, 4, 7, 4], end: "bar", colour: "denied" },
  open: { dash: [2, 4, 2, 4], end: "hollow", colour: "open" },
  borrowed: { dash: [9, 4, 2, 4], end: "ring", colour: "borrowed" },
};

/** Pixels of a link's width, by how many pages say so. */
export const width = (pages: number): number => 0.9 + 0.6 * Math.min(pages, 5);

/** Of many lines, those that are stated stand back, so that the rare ones are seen: shares of colour, width and end. */
export const QUIET = { ink: 1, width: 1, end: 1 };
export function crowding(lines: number): typeof QUIET {
  return lines > 1500 ? { ink: 0.5, width: 0.6, end: 0.6 } : lines > 250 ? { ink: 0.65, width: 0.65, end: 0.6 } : QUIET;
}

/** The radius of a node in pixels, by how many claims there are about it; many nodes are drawn smaller. */
export function radius(weight: number, nodes: number): number {
  const share = Math.min(1, Math.max(0.32, 8 / Math.sqrt(nodes)));
  return Math.max(2.5, share * Math.min(4.5 + 1.2 * Math.sqrt(weight), 17));
}

export const relationName = (relation: string): string => relation.replace(/^.*:/, "").replaceAll("_", " ");
