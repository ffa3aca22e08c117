// Queries that were run here, newest first, kept in the browser. Works without a store too, where the browser refuses one.

export interface Past {
  sparql: string;
  /** Name of the catalogue query that it was made from, or "". */
  example: string;
  values: Record<string, string>;
  /** When, in milliseconds. */
  at: number;
  /** What came back, in words. */
  outcome: string;
}

const KEY = "pohgraph.queries";
const MOST = 50;

export class QueryHistory {
  #past: Past[] = [];
  readonly #store: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;

  constructor(store: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null) {
    this.#store = store;
    try {
      const read: unknown = JSON.parse(store?.getItem(KEY) ?? "[]");
      if (Array.isArray(read)) this.#past = read.filter(isPast).slice(0, MOST);
    } catch {
      // A damaged or refused store is an empty one.
    }
  }

  get past(): readonly Past[] {
    return this.#past;
  }

  /** The same text is kept once, at its last run. */
  add(run: Past): void {
    this.#past = [run, ...this.#past.filter((other) => other.sparql.trim() !== run.sparql.trim())].slice(0, MOST);
    this.#save();
  }

  clear(): void {
    this.#past = [];
    this.#save();
  }

  #save(): void {
    try {
      if (this.#past.length) this.#store?.setItem(KEY, JSON.stringify(this.#past));
      else this.#store?.removeItem(KEY);
    } catch {
      // Full or refused: the list lasts as long as the page.
    }
  }
}

export function browserStore(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function isPast(value: unknown): value is Past {
  const past = value as Past | null;
  return typeof past?.sparql === "string" && typeof past.example === "string" && typeof past.at === "number"
    && typeof past.outcome === "string" && typeof past.values === "object" && past.values !== null;
}
