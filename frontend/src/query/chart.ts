// Whether a result makes a bar chart: one column of numbers, and names for them.

import type { Cell, Table } from "./table";
import { isNumeric } from "./table";

export interface Bar {
  name: string;
  value: number;
}
export interface Chart {
  /** What the bars measure, and what they are. */
  measure: string;
  names: string;
  /** Every column of numbers, of which `measure` is one. */
  measures: string[];
  bars: Bar[];
  /** How many rows the chart leaves out. */
  omitted: number;
}

const MOST = 30; // bars that can be read

/** Null where it makes none. `read` gives what a cell says. */
export function chartOf(table: Table, read: (cell: Cell) => string, measure = ""): Chart | null {
  const numeric = table.columns.map((_, index) => isNumeric(table, index));
  const measures = table.columns.filter((_, index) => numeric[index]);
  const chosen = measures.includes(measure) ? measure : measures[0];
  if (chosen === undefined || table.rows.length < 2) return null;
  const names = nameColumns(table, numeric);
  if (names.length < 1 || names.length > 2) return null;
  const at = table.columns.indexOf(chosen);
  const bars = table.rows.slice(0, MOST).map((row) => ({
    name: names.map((index) => read(row[index])).filter(Boolean).join(" · ") || "no name",
    value: Number(row[at]?.value ?? 0),
  }));
  if (bars.some((bar) => !Number.isFinite(bar.value) || bar.value < 0) || bars.every((bar) => bar.value === 0)) return null;
  return {
    measure: chosen, names: names.map((index) => table.columns[index]).join(" and "), measures, bars, omitted: table.rows.length - bars.length,
  };
}

/** Columns that name a row: texts where there are some, since IRIs beside them are the same things again. */
function nameColumns(table: Table, numeric: boolean[]): number[] {
  const others = table.columns.map((_, index) => index).filter((index) => !numeric[index]);
  const texts = others.filter((index) => table.rows.every((row) => row[index]?.type !== "uri"));
  return texts.length ? texts : others;
}
