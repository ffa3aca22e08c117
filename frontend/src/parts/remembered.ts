// Answers that are shown again at once when the reader comes back to them, and asked for anew behind that.

import { useEffect, useState } from "preact/hooks";
import { type Asked, useSource } from "../context";
import type { Source } from "../source";

const MOST = 8; // answers that are kept; an entity may have a megabyte
const kept = new WeakMap<Source, Map<string, unknown>>();

/** The answer of `ask` for `key`; an old one is shown until the new one is there, so that going back is immediate. */
export function useRemembered<T>(key: string, ask: (source: Source) => Promise<T>): Asked<T> {
  const source = useSource();
  const answers = kept.get(source) ?? new Map<string, unknown>();
  kept.set(source, answers);
  const [state, setState] = useState<{ key: string; asked: Asked<T> }>({ key: "", asked: { state: "waiting" } });
  useEffect(() => {
    let current = true;
    const settle = (asked: Asked<T>) => current && setState({ key, asked });
    ask(source).then(
      (value) => {
        const same = answers.has(key) && JSON.stringify(answers.get(key)) === JSON.stringify(value);
        const shown = same ? (answers.get(key) as T) : value; // the same object is not drawn again
        answers.delete(key);
        answers.set(key, shown);
        if (answers.size > MOST) answers.delete(answers.keys().next().value!);
        settle({ state: "done", value: shown });
      },
      (error: unknown) => settle({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => {
      current = false;
    };
  }, [source, key]);
  if (state.key === key) return state.asked;
  return answers.has(key) ? { state: "done", value: answers.get(key) as T } : { state: "waiting" };
}
