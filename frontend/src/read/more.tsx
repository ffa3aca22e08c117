/** Rows that a table shows at first, and adds each time: long pages have thousands. */
export const ROWS = 200;

export function More({ all, shown, show }: { all: number; shown: number; show: (rows: number) => void }) {
  if (all <= shown) return null;
  return (
    <p class="row read-more">
      <span class="note">{shown.toLocaleString("en")} of {all.toLocaleString("en")}</span>
      <button type="button" class="button small" onClick={() => show(shown + ROWS)}>Show more</button>
      <button type="button" class="button small quiet" onClick={() => show(all)}>Show all</button>
    </p>
  );
}
