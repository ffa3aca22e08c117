// Decisions that only this browser keeps, as the table that is downloaded. For graphs whose server stores none, and exported sites.

import type { Decision } from "../answers";
import { remember, remembered } from "../parts/kept";
import { oneForm } from "./curator";
import { fromTsv, toTsv } from "./tsv";

export class Ledger {
  readonly #name: string;
  readonly #kept = new Map<string, Decision>();
  /** Whether the browser will still have them tomorrow. */
  lasting = true;

  constructor(graph: string) {
    this.#name = `decisions.${graph}`;
    try {
      for (const decision of fromTsv(remembered(this.#name) || toTsv([]))) this.#kept.set(decision.claim, decision);
    } catch {
      // what another version left here is not worth a failure
    }
  }

  get size(): number {
    return this.#kept.size;
  }

  of(claim: string): Decision | null {
    return this.#kept.get(claim) ?? null;
  }

  /** The word that was decided of each claim. */
  words(): Record<string, string> {
    return Object.fromEntries([...this.#kept.values()].map(({ claim, decision }) => [claim, decision]));
  }

  store(decision: Decision): void {
    if (decision.decision === "undo") this.#kept.delete(decision.claim);
    else this.#kept.set(decision.claim, decision);
    this.lasting = remember(this.#name, this.tsv());
  }

  /**
   * Take over a table that was downloaded before; its decisions replace the curator's on the same claims.
   *
   * Throws an Error with one line where curators have both decided about a claim; then nothing is taken over.
   */
  load(text: string): number {
    const found = fromTsv(text);
    const first = new Map([...this.#kept.values()].map((kept) => [kept.claim, kept.curator]));
    for (const { claim, curator } of found) {
      const other = first.get(claim) ?? curator;
      if (oneForm(other) !== oneForm(curator)) {
        const both = `“${other}” and “${curator}” have both decided about ${claim}, and a browser keeps one decision of a claim.`;
        throw new Error(`${both} Give the files to “pohgraph build --decisions”.`);
      }
      first.set(claim, curator);
    }
    for (const decision of found) this.#kept.set(decision.claim, decision);
    this.lasting = remember(this.#name, this.tsv());
    return found.length;
  }

  tsv(): string {
    return toTsv([...this.#kept.values()]);
  }
}
