// The outlines of nodes: unions of convex polygons around (0, 0), y downward, of about the same area. Every drawing uses these:
// the shaders on the screen, the SVG and the PNG, and the legend.

export type Point = readonly [number, number];
export type Shape = "circle" | "square" | "diamond" | "triangle" | "wedge" | "pentagon" | "hexagon" | "star" | "plus" | "saltire";

/** How far any shape reaches from its middle, in radii. */
export const REACH = 1.4;

const ring = (count: number, radius: number, turn: number): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
const box = (wide: number, high: number): Point[] => [[-wide, -high], [wide, -high], [wide, high], [-wide, high]];
const turned = (points: Point[], angle: number): Point[] =>
  points.map(([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)] as const);
const UP = -Math.PI / 2;

/** The convex parts of each shape; a circle has none. */
export const PARTS: Record<Shape, Point[][]> = {
  circle: [],
  square: [box(0.9, 0.9)],
  diamond: [ring(4, 1.25, UP)],
  triangle: [ring(3, 1.35, UP)],
  wedge: [ring(3, 1.35, -UP)],
  pentagon: [ring(5, 1.12, UP)],
  hexagon: [ring(6, 1.1, 0)],
  star: [ring(3, 1.3, UP), ring(3, 1.3, -UP)],
  plus: [box(1.25, 0.45), box(0.45, 1.25)],
  saltire: [turned(box(1.3, 0.42), Math.PI / 4), turned(box(1.3, 0.42), -Math.PI / 4)],
};
export const SHAPES = Object.keys(PARTS) as Shape[];

/** The outline as an SVG path, which a canvas takes as well. */
export function outline(shape: Shape, x: number, y: number, radius: number): string {
  if (shape === "circle") {
    return `M${number(x - radius)} ${number(y)}a${number(radius)} ${number(radius)} 0 1 0 ${number(2 * radius)} 0a${number(radius)} ${number(radius)} 0 1 0 ${number(-2 * radius)} 0z`;
  }
  return PARTS[shape].map((part) => polygon(part.map(([px, py]) => [x + px * radius, y + py * radius] as const))).join("");
}

export function polygon(points: readonly Point[], closed = true): string {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${number(x)} ${number(y)}`).join("") + (closed ? "z" : "");
}

/** Two decimals, without the zeros that say nothing. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}
