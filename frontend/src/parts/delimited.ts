// Tables as CSV (RFC 4180) and TSV. Pure.

export type Cell = string | number | boolean | null | undefined;

export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

/** TSV has no quoting that every reader knows: tabs and line ends become spaces. */
export function tsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map((cell) => text(cell).replace(/[\t\r\n]+/g, " ")).join("\t") + "\n").join("");
}

function quoted(cell: Cell): string {
  const plain = text(cell);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function text(cell: Cell): string {
  return cell === null || cell === undefined ? "" : String(cell);
}
