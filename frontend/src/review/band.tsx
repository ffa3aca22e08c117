// What stands above the table: who decides, how far it got, and the files.

import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Decision } from "../answers";
import { announce } from "../parts/announce";
import { save } from "../parts/save";
import { count } from "../parts/words";
import { decoded } from "./dialect";
import type { Ledger } from "./ledger";
import { toTsv } from "./tsv";

export function Curator({ field, name, error, change, check }: {
  field: RefObject<HTMLInputElement>;
  name: string;
  error: string;
  change: (name: string) => void;
  check: () => void;
}) {
  return (
    <div class="field review-who">
      <label for="review-curator">Curator</label>
      <input
        ref={field} id="review-curator" type="text" autocomplete="name" maxLength={200} value={name} placeholder="Your name or ORCID" aria-invalid={error !== ""}
        aria-describedby="review-curator-help" onInput={(event) => change(event.currentTarget.value)} onBlur={check}
      />
      <span id="review-curator-help" class={error ? "failure small" : name ? "hidden" : "help"}>{error || "Stored with each decision. This browser remembers it."}</span>
    </div>
  );
}

/** `here`: how many decisions this browser keeps, or null where the server stores them. */
export function Progress({ decided, of, here }: { decided: number; of: number; here: number | null }) {
  if (here !== null) return <p class="review-progress"><strong class="numbers">{count(here, "decision")}</strong> in this browser</p>;
  return (
    <div class="review-progress">
      <label for="review-progress"><strong class="numbers">{decided.toLocaleString("en")} of {of.toLocaleString("en")}</strong> decided</label>
      <progress id="review-progress" max={Math.max(of, 1)} value={decided} />
    </div>
  );
}

export function Files({ ledger, stored, loaded, help, undo, canUndo }: {
  ledger: Ledger | null;
  /** The decisions that the server stores. */
  stored: () => Promise<Decision[]>;
  loaded: () => void;
  help: () => void;
  undo: () => void;
  canUndo: boolean;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const load = async (given: File | undefined) => {
    if (!given || !ledger) return;
    try {
      const words = `${count(ledger.load(decoded(await given.arrayBuffer())), "decision")} loaded from ${given.name}.`;
      setSaid("");
      announce(words);
      loaded();
    } catch (error) {
      setSaid(`${given.name} was not loaded. ${(error as Error).message}`);
    }
  };
  const give = (tsv: string) => save("decisions.tsv", "text/tab-separated-values;charset=utf-8", tsv);
  const fetchAll = async () => {
    try {
      give(toTsv(await stored()));
      setSaid("");
    } catch (error) {
      setSaid(`The decisions were not downloaded: ${error instanceof TypeError ? "the server does not answer" : (error as Error).message}.`);
    }
  };
  return (
    <div class="review-files">
      <div class="row">
        <button type="button" class="button small" disabled={!canUndo} onClick={undo}>Undo</button>
        {ledger
          ? <>
              <button type="button" class="button small" disabled={!ledger.size} onClick={() => give(ledger.tsv())}>Download decisions</button>
              <button type="button" class="button small" onClick={() => picker.current?.click()}>Load a file…</button>
              <input ref={picker} type="file" accept=".tsv,.csv,.txt" hidden aria-label="A file of decisions" onChange={(event) => { void load(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
            </>
          : <button type="button" class="button small" onClick={() => void fetchAll()}>Download decisions</button>}
        <button type="button" class="button small" onClick={help}>Keys <kbd>?</kbd></button>
      </div>
      {said && <p class="failure small" role="alert">{said}</p>}
    </div>
  );
}
