import type { ClaimTable } from "../answers";
import { type Filters, filtered, NO_FILTERS } from "./filters";

/** Why the table is empty, and the way out. */
export function Nothing({ filters, table, go }: { filters: Filters; table: ClaimTable; go: (filters: Filters) => void }) {
  const beyond = table.total > 0;
  const done = filters.decision === "none" && table.progress.of > 0;
  return (
    <div class="panel raised">
      <p>
        <strong>{beyond ? "The table has no such page." : done ? "All of these claims have a decision." : filtered(filters) ? "No claim fits these filters." : "This graph has no claims."}</strong>
      </p>
      {beyond && <button type="button" class="button" onClick={() => go({ ...filters, page: 1 })}>Go to the first page</button>}
      {!beyond && filtered(filters) && <button type="button" class="button" onClick={() => go(NO_FILTERS)}>Show all</button>}
    </div>
  );
}
