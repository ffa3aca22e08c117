// The address holds what is shown: /network?focus=A+B&limit=200&kind=Gene+Disease&state=denied&chosen=A. Lists are separated by spaces,
// which no identifier has. "none" stands for a list that is empty, which is not the same as no filter.

import type { State } from "../answers";
import { EVERYTHING, type View } from "./filters";
import { STATES } from "../parts/words";

export const LIMITS = [60, 150, 500, 1500, 5000] as const;
export const USUAL_LIMIT = 150;

export interface Address {
  focus: string[];
  limit: number;
  /** Nodes whose neighbours were asked for. */
  expanded: string[];
  view: View;
}

export function readAddress(query: URLSearchParams): Address {
  const list = (name: string) => query.getAll(name).flatMap((value) => value.split(" ")).filter(Boolean);
  const filter = (name: string) => (query.has(name) ? list(name).filter((value) => value !== "none").map(decode) : null);
  const limit = Number(query.get("limit"));
  return {
    focus: list("focus"),
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, 20_000) : USUAL_LIMIT,
    expanded: list("expand"),
    view: {
      ...EVERYTHING,
      kinds: filter("kind"),
      states: (filter("state")?.filter((state) => STATES.includes(state as State)) as State[] | undefined) ?? null,
      relations: filter("relation"),
      from: query.get("from") ?? "",
      words: query.get("q") ?? "",
      hidden: list("hide"),
      collapsed: list("fold"),
      around: query.get("around") ?? "",
      chosen: query.get("chosen") ?? "",
    },
  };
}

export function writeAddress({ focus, limit, expanded, view }: Address): Record<string, string | number | undefined> {
  const list = (values: string[]) => values.join(" ") || undefined;
  const filter = (values: string[] | null) => (values ? values.map(encode).join(" ") || "none" : undefined);
  return {
    focus: list(focus),
    limit: limit === USUAL_LIMIT ? undefined : limit,
    expand: list(expanded),
    kind: filter(view.kinds),
    state: filter(view.states),
    relation: filter(view.relations),
    from: view.from || undefined,
    q: view.words.trim() || undefined,
    hide: list(view.hidden),
    fold: list(view.collapsed),
    around: view.around || undefined,
    chosen: view.chosen || undefined,
  };
}

// Relations are words with spaces between them, and what has no kind is called "other".
const encode = (value: string): string => value.replaceAll(" ", "_") || "other";
const decode = (value: string): string => (value === "other" ? "" : value.replaceAll("_", " "));
