import { useState } from "preact/hooks";
import type { Past } from "./history";
import { isWide } from "./wide";

/** What was run before in this browser, newest first. */
export function HistoryList({ past, choose, clear }: { past: readonly Past[]; choose(past: Past): void; clear(): void }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="query-list" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History <span class="note">{past.length}</span></summary>
      {!past.length && <p class="note small">Queries that you run are listed here. They stay in this browser.</p>}
      <ul class="plain">
        {past.map((one) => (
          <li key={one.sparql}>
            <button type="button" class="query-item" title={one.sparql} onClick={() => { choose(one); if (!isWide()) setOpen(false); }}>
              <span>{titleOf(one)}</span>
              <span class="note">{when(one.at)} · {one.outcome}</span>
            </button>
          </li>
        ))}
      </ul>
      {past.length > 0 && <button type="button" class="button small" onClick={clear}>Clear the history</button>}
    </details>
  );
}

/** Its first comment, else its beginning. */
function titleOf({ sparql, values }: Past): string {
  const comment = /^#\s*(.+)/m.exec(sparql)?.[1];
  const given = Object.values(values).filter(Boolean).join(", ");
  return comment ? comment + (given && `: ${given}`) : sparql.replace(/\s+/g, " ").trim().slice(0, 90);
}

function when(at: number): string {
  const date = new Date(at);
  const today = new Date().toDateString() === date.toDateString();
  return today ? date.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
