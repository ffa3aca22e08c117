// Asks for what stands now, not for every key: waits until the typing rests, ends the question that it replaces, and drops its answer.

export interface Clock {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

const REAL: Clock = {
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export type Told<V, A> =
  | { state: "waiting"; value: V }
  | { state: "done"; value: V; answer: A }
  | { state: "failed"; value: V; error: Error };

export interface Latest<V> {
  /** Ask once nothing has come for the time of rest. */
  ask(value: V): void;
  /** Ask at once. */
  now(value: V): void;
  /** Forget what was asked; nothing more is told of it. */
  stop(): void;
}

export function latest<V, A>(
  work: (value: V, signal: AbortSignal) => Promise<A>,
  tell: (told: Told<V, A>) => void,
  rest: () => number,
  clock: Clock = REAL,
): Latest<V> {
  let timer: unknown = null;
  let running: AbortController | null = null;
  const stop = () => {
    if (timer !== null) clock.clear(timer);
    timer = null;
    running?.abort();
    running = null;
  };
  const now = (value: V) => {
    stop();
    const mine = new AbortController();
    running = mine;
    tell({ state: "waiting", value });
    work(value, mine.signal).then(
      (answer) => running === mine && tell({ state: "done", value, answer }),
      (error: unknown) => running === mine && tell({ state: "failed", value, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  };
  const ask = (value: V) => {
    stop();
    timer = clock.set(() => {
      timer = null;
      now(value);
    }, rest());
  };
  return { ask, now, stop };
}
