import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Source } from "./source";

export const SourceContext = createContext<Source | null>(null);

export function useSource(): Source {
  const source = useContext(SourceContext);
  if (!source) throw new Error("no source");
  return source;
}

export type Asked<T> = { state: "waiting" } | { state: "done"; value: T } | { state: "failed"; error: Error };

/** Ask once for each change of `keys`; an answer that comes after the next question is dropped. */
export function useAnswer<T>(ask: (source: Source) => Promise<T>, keys: unknown[]): Asked<T> {
  const source = useSource();
  const [asked, setAsked] = useState<Asked<T>>({ state: "waiting" });
  useEffect(() => {
    let current = true;
    setAsked({ state: "waiting" });
    ask(source).then(
      (value) => current && setAsked({ state: "done", value }),
      (error: unknown) => current && setAsked({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => {
      current = false;
    };
  }, keys);
  return asked;
}
