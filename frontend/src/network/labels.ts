// Which names are drawn, and where: the most important first, none on another.

export interface Named {
  id: string;
  /** The node on the screen, in pixels. */
  x: number;
  y: number;
  radius: number;
  text: string;
  /** The higher, the earlier. */
  rank: number;
  bold: boolean;
  /** Its name may lie on other nodes. */
  urgent: boolean;
}

export interface Label {
  id: string;
  text: string;
  /** The left end and the middle of its height. */
  x: number;
  y: number;
  wide: number;
  bold: boolean;
}

export const LABEL_SIZE = 12;
const HIGH = 15;
const CELL = 6;
const LONGEST = 40;
const FULL = 300; // names looked at

export function placeLabels(nodes: readonly Named[], width: number, height: number, measure: (text: string, bold: boolean) => number): Label[] {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const taken = new Uint8Array(Math.max(0, columns * rows)); // 1 a node, 2 a name
  const box = (left: number, top: number, wide: number, high: number): [number, number, number, number] => [
    Math.max(0, Math.floor(left / CELL)),
    Math.max(0, Math.floor(top / CELL)),
    Math.min(columns - 1, Math.floor((left + wide) / CELL)),
    Math.min(rows - 1, Math.floor((top + high) / CELL)),
  ];
  const most = ([left, top, right, bottom]: [number, number, number, number]) => {
    let found = 0;
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) found = Math.max(found, taken[y * columns + x]!);
    return found;
  };
  const fill = ([left, top, right, bottom]: [number, number, number, number], value: number) => {
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) taken[y * columns + x] = Math.max(taken[y * columns + x]!, value);
  };
  const seen = nodes.filter(({ x, y }) => x > -20 && y > -20 && x < width + 20 && y < height + 20);
  for (const { x, y, radius } of seen) fill(box(x - radius * 0.8, y - radius * 0.8, radius * 1.6, radius * 1.6), 1);
  const found: Label[] = [];
  for (const node of [...seen].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1)).slice(0, FULL)) {
    const text = short(node.text);
    const [wide, gap] = [measure(text, node.bold), node.radius * 1.1 + 4];
    const places: [number, number][] = [
      [node.x + gap, node.y],
      [node.x - gap - wide, node.y],
      [node.x - wide / 2, node.y + gap + HIGH / 2],
      [node.x - wide / 2, node.y - gap - HIGH / 2],
    ];
    const free = places.filter(([x, y]) => x >= 2 && x + wide <= width - 2 && y >= HIGH / 2 && y <= height - HIGH / 2);
    const clear = (limit: number) => free.find(([x, y]) => most(box(x, y - HIGH / 2, wide, HIGH)) <= limit);
    const place = clear(0) ?? (node.urgent ? clear(1) : undefined);
    if (!place) continue;
    fill(box(place[0] - 2, place[1] - HIGH / 2, wide + 4, HIGH), 2);
    found.push({ id: node.id, text, x: place[0], y: place[1], wide, bold: node.bold });
  }
  return found;
}

export const short = (text: string): string => (text.length > LONGEST ? text.slice(0, LONGEST - 1).trimEnd() + "…" : text);
