// Decisions that only this browser keeps, as the table that is downloaded. For graphs whose server stores none, and exported sites.

import type { Decision } from "../answers";
import { remember, remembered } from "../parts/kept";
import { oneForm } from "./curator";
import { fromTsv, toTsv } from "./tsv";

export class Ledger {
  readonly #name: string;
  /** Of each claim the decisions, one of each curator, in the order in which they were made. */
  readonly #kept = new Map<string, Decision[]>();
  /** Whether the browser will still have them tomorrow. */
  lasting = true;

  constructor(graph: string) {
    this.#name = `decisions.${graph}`;
    try {
      for (const decision of fromTsv(remembered(this.#name) || toTsv([]))) this.#put(decision);
    } catch {
      // what another version left here is not worth a failure
    }
  }

  /** How many decisions there are. */
  get size(): number {
    return this.#all().length;
  }

  /** The last decision on a claim. */
  of(claim: string): Decision | null {
    return this.#kept.get(claim)?.at(-1) ?? null;
  }

  /** Those of other curators than the last one. */
  others(claim: string): Decision[] {
    return this.#kept.get(claim)?.slice(0, -1) ?? [];
  }

  /** The word that was decided of each claim, the last one. */
  words(): Record<string, string> {
    return Object.fromEntries([...this.#kept].map(([claim, made]) => [claim, made.at(-1)!.decision]));
  }

  store(decision: Decision): void {
    this.#put(decision);
    this.lasting = remember(this.#name, this.tsv());
  }

  /**
   * Take over a table that was downloaded before; its decisions replace those of the same curators on the same claims.
   *
   * Throws an Error with one line where it cannot be read; then nothing is taken over.
   */
  load(text: string): number {
    const found = fromTsv(text);
    for (const decision of found) this.#put(decision);
    this.lasting = remember(this.#name, this.tsv());
    return found.length;
  }

  tsv(): string {
    return toTsv(this.#all());
  }

  #all(): Decision[] {
    return [...this.#kept.values()].flat();
  }

  /** A decision replaces the one of its curator, and an undo takes it back. */
  #put(decision: Decision): void {
    const who = oneForm(decision.curator);
    const others = (this.#kept.get(decision.claim) ?? []).filter(({ curator }) => oneForm(curator) !== who);
    const made = decision.decision === "undo" ? others : [...others, decision];
    if (made.length) this.#kept.set(decision.claim, made);
    else this.#kept.delete(decision.claim);
  }
}
