// Decisions as they are made: shown at once, stored one after the other, taken back where they could not be stored. Pure.

import type { Decision } from "../answers";

export interface Failed {
  decision: Decision;
  error: Error;
}

type Kept = Decision | null;

export class Desk {
  /** What is shown, and what is known to be stored; claims that nobody touched here are in neither. */
  readonly #shown = new Map<string, Kept>();
  readonly #stored = new Map<string, Kept>();
  readonly #done: { claim: string; before: Kept; after: Kept }[] = [];
  readonly #waiting = new Map<string, number>();
  #queue: Promise<void> = Promise.resolve();
  #change = 0;
  failed: Failed | null = null;

  constructor(private readonly send: (decision: Decision) => Promise<void>, private readonly changed: () => void) {}

  /** What is decided of a claim; `given` is what its row came with. */
  of(claim: string, given: Kept): Kept {
    return this.#shown.has(claim) ? this.#shown.get(claim)! : given;
  }

  isWaiting(claim: string): boolean {
    return this.#waiting.has(claim);
  }

  /** Whether something that was decided is still to be stored. */
  get isStoring(): boolean {
    return this.#waiting.size > 0;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  /** How many more claims are decided than when rows were last fetched. */
  get change(): number {
    return this.#change;
  }

  /** Rows were fetched: they know of all that is stored. */
  fetched(): void {
    this.#change = 0;
  }

  /** Decide a claim anew; `given` is what its row came with. */
  decide(decision: Decision, given: Kept): Promise<void> {
    const before = this.of(decision.claim, given);
    this.#done.push({ claim: decision.claim, before, after: decision });
    return this.#put(decision.claim, given, decision, decision);
  }

  /** Take a claim's decision back as if it had never been made. */
  withdraw(claim: string, given: Kept, curator: string, date: string): Promise<void> {
    const before = this.of(claim, given);
    this.#done.push({ claim, before, after: null });
    return this.#put(claim, given, null, undoing(claim, before, curator, date));
  }

  /** Undo the last step, and the one before it the next time. Returns the claim, or null where nothing is left to undo. */
  undo(curator: string, date: string): string | null {
    const last = this.#done.pop();
    if (!last) return null;
    void this.#put(last.claim, last.after, last.before, last.before ?? undoing(last.claim, last.after, curator, date));
    return last.claim;
  }

  /** When all that was decided is stored or taken back. */
  idle(): Promise<void> {
    return this.#queue;
  }

  #put(claim: string, given: Kept, after: Kept, sent: Decision): Promise<void> {
    const before = this.of(claim, given);
    if (!this.#stored.has(claim)) this.#stored.set(claim, before);
    this.#show(claim, before, after);
    this.failed = null;
    this.#waiting.set(claim, (this.#waiting.get(claim) ?? 0) + 1);
    this.changed();
    this.#queue = this.#queue.then(() => this.send(sent)).then(
      () => this.#settled(claim, after, null),
      (error: unknown) => this.#settled(claim, after, { decision: sent, error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return this.#queue;
  }

  #settled(claim: string, after: Kept, failed: Failed | null): void {
    const left = this.#waiting.get(claim)! - 1;
    if (left) this.#waiting.set(claim, left);
    else this.#waiting.delete(claim);
    if (!failed) this.#stored.set(claim, after);
    else {
      this.failed = failed;
      // Unless a later decision on the same claim is on its way, what is stored shows again.
      if (!left) this.#show(claim, this.#shown.get(claim)!, this.#stored.get(claim)!);
      const step = this.#done.findLastIndex((done) => done.claim === claim && done.after === after);
      if (step >= 0) this.#done.splice(step, 1);
    }
    this.changed();
  }

  #show(claim: string, before: Kept, after: Kept): void {
    this.#shown.set(claim, after);
    this.#change += Number(after !== null) - Number(before !== null);
  }
}

/** The line that takes a decision back; it says of the claim what the decision said, so that a reader of the file knows which it is. */
export function undoing(claim: string, taken: Kept, curator: string, date: string): Decision {
  return { claim, decision: "undo", changes: {}, comment: "", curator, date, evidence: "", statement: taken?.statement ?? "" };
}
