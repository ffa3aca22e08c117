import type { Summary } from "../answers";
import { type Asked, useAnswer } from "../context";
import type { Source } from "../source";

const asked = new WeakMap<Source, Promise<Summary>>();

/** The summary of the graph, asked for once for all views. */
export function useSummary(): Asked<Summary> {
  return useAnswer((source) => {
    let answer = asked.get(source);
    if (!answer) {
      answer = source.summary();
      asked.set(source, answer);
      answer.catch(() => asked.delete(source));
    }
    return answer;
  }, []);
}
