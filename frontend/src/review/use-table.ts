// The rows of the table. The old ones stay until the next ones are there, and nothing is fetched while a decision is on its way.

import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimTable } from "../answers";
import type { Source } from "../source";
import { claims } from "./asking";
import type { Desk } from "./desk";
import type { Filters } from "./filters";
import type { Ledger } from "./ledger";

export function useTable(source: Source, filters: Filters, ledger: Ledger | null, desk: Desk, turn: number, came: (loaded: ClaimTable) => void) {
  const [table, setTable] = useState<ClaimTable | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [waiting, setWaiting] = useState(true);
  const tell = useRef(came);
  tell.current = came;
  useEffect(() => {
    let mine = true;
    setWaiting(true);
    desk.idle().then(() => claims(source, filters, ledger)).then(
      (loaded) => {
        if (!mine) return;
        desk.fetched();
        setTable(loaded);
        setError(null);
        setWaiting(false);
        tell.current(loaded);
      },
      (failure: unknown) => {
        if (!mine) return;
        setError(failure instanceof Error ? failure : new Error(String(failure)));
        setWaiting(false);
      },
    );
    return () => {
      mine = false;
    };
  }, [source, ledger, desk, filters, turn]);
  return { table, error, waiting };
}
