// Bars for names and numbers. The table below has the same values; the drawing is one picture with a name for screen readers.

import { useEffect, useRef, useState } from "preact/hooks";
import { save } from "../parts/save";
import { count } from "../parts/words";
import { chartOf } from "./chart";
import type { Cell, Table } from "./table";

export function ChartView({ table, read }: { table: Table; read: (cell: Cell) => string }) {
  const [measure, setMeasure] = useState("");
  const [width, setWidth] = useState(640);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.floor(entry.contentRect.width))));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  const chart = chartOf(table, read, measure);
  // Where there is little room, a name stands above its bar instead of beside it.
  const stacked = width < 520;
  const row = stacked ? 42 : 26;
  const left = stacked ? 0 : Math.min(260, Math.round(width * 0.35));
  const most = Math.max(...(chart?.bars ?? []).map((bar) => bar.value), 0);
  const long = (value: number) => Math.max(1, (value / most) * (width - left - 64));
  const store = () => {
    const drawing = place.current?.querySelector("svg");
    if (drawing) save("chart.svg", "image/svg+xml", standalone(drawing));
  };
  return (
    <figure class="query-chart" ref={place}>
      {chart && (
        <>
          <figcaption class="row">
            <span><strong>{chart.measure}</strong> by {chart.names}{chart.omitted > 0 && <span class="note">, the first {chart.bars.length} of {count(table.rows.length, "row")}</span>}</span>
            {chart.measures.length > 1 && (
              <label class="row small">Measure
                <select value={chart.measure} onChange={(event) => setMeasure(event.currentTarget.value)}>{chart.measures.map((name) => <option>{name}</option>)}</select>
              </label>
            )}
            <button type="button" class="button small" onClick={store}>Save SVG</button>
          </figcaption>
          <svg
            role="img" aria-label={`Bar chart: ${chart.measure} by ${chart.names}. The table below has the values.`}
            width={width} height={chart.bars.length * row + 4} viewBox={`0 0 ${width} ${chart.bars.length * row + 4}`}
          >
            {chart.bars.map((bar, index) => (
              <g key={index} transform={`translate(0 ${index * row})`}>
                <title>{`${bar.name}: ${bar.value.toLocaleString("en")}`}</title>
                <text class="query-bar-name" x={stacked ? 0 : left - 8} y={stacked ? 14 : 17} text-anchor={stacked ? "start" : "end"}>{short(bar.name, stacked ? width : left - 8)}</text>
                <rect class="query-bar-shape" x={left} y={stacked ? 20 : 4} width={long(bar.value)} height={18} rx={2} />
                <text class="query-bar-value" x={left + long(bar.value) + 6} y={stacked ? 34 : 17}>{bar.value.toLocaleString("en")}</text>
              </g>
            ))}
          </svg>
        </>
      )}
    </figure>
  );
}

let ruler: CanvasRenderingContext2D | null = null;

/** As much of a name as fits; the whole is in its title and in the table. */
function short(name: string, pixels: number): string {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return name;
  ruler.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  if (ruler.measureText(name).width <= pixels) return name;
  let letters = [...name];
  while (letters.length > 3 && ruler.measureText(letters.join("") + "…").width > pixels) letters = letters.slice(0, -1);
  return letters.join("").trimEnd() + "…";
}

/** The drawing with its colours written out, for a file that has no style sheet. */
function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const parts = [...drawing.querySelectorAll("text, rect")];
  copy.querySelectorAll("text, rect").forEach((element, index) => {
    const style = getComputedStyle(parts[index]!);
    element.setAttribute("fill", style.fill);
    element.setAttribute("font-family", "sans-serif");
    element.setAttribute("font-size", style.fontSize);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}
