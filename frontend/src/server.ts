// Answers of a running `pohgraph serve`, asked for over HTTP.

import type { Entity, Problem } from "./answers";
import { AnswerError, type ClaimFilter, type Source, type SparqlAnswer } from "./source";

const RESULTS = "application/sparql-results+json, text/turtle;q=0.9";

export function server(base = ""): Source {
  const json = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const answer = await fetch(base + path, init);
    if (!answer.ok) throw await failure(answer);
    return (await answer.json()) as T;
  };
  return {
    summary: () => json("/api/summary"),
    search: async (words, { kind, limit, beyond, signal } = {}) =>
      (await json<{ hits: never[] }>(`/api/search?${parameters({ q: words, kind, limit, beyond: beyond ? "1" : undefined })}`, signal ? { signal } : {})).hits,
    entity: (id) => json<Entity>(`/api/entity/${encodeURIComponent(id)}`),
    page: (document) => json(`/api/page/${encodeURIComponent(document)}`),
    queries: () => json("/api/queries"),
    vocabulary: () => json("/api/vocabulary"),
    network: ({ focus, limit }) => json(`/api/network?${parameters({ focus, limit })}`),
    sparql: (query, signal) => sparql(base, query, signal),
    read: (text, signal) => json("/api/read", { method: "POST", body: text, headers: { "Content-Type": "text/plain; charset=utf-8" }, ...(signal && { signal }) }),
    claims: ({ kept, ...filter }) => json(
      `/api/claims?${parameters(filter)}`,
      kept && { method: "POST", body: JSON.stringify(kept), headers: { "Content-Type": "application/json" } },
    ),
    decide: async (decision) => {
      await json("/api/decisions", { method: "POST", body: JSON.stringify(decision), headers: { "Content-Type": "application/json" } });
    },
    decisions: async () => (await json<{ decisions: never[] }>("/api/decisions")).decisions,
    download: (id, format) => `${base}/entity/${encodeURIComponent(id)}.${format}`,
  };
}

async function sparql(base: string, query: string, signal?: AbortSignal): Promise<SparqlAnswer> {
  const began = performance.now();
  const answer = await fetch(`${base}/sparql`, {
    method: "POST",
    body: query,
    headers: { "Content-Type": "application/sparql-query", Accept: RESULTS },
    ...(signal && { signal }),
  });
  if (!answer.ok) throw await failure(answer);
  const text = await answer.text();
  const seconds = (performance.now() - began) / 1000;
  const cut = answer.headers.has("Pohgraph-Rows-Cut");
  return answer.headers.get("Content-Type")?.includes("json")
    ? { kind: "table", results: JSON.parse(text), seconds, cut }
    : { kind: "graph", turtle: text, seconds, cut };
}

async function failure(answer: Response): Promise<AnswerError> {
  const text = await answer.text();
  try {
    return new AnswerError(answer.status, JSON.parse(text) as Problem);
  } catch {
    return new AnswerError(answer.status, { error: text.trim() || answer.statusText, line: 0, column: 0, hint: "" });
  }
}

function parameters(values: Omit<ClaimFilter, "kept"> | Record<string, string | number | string[] | undefined>): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== "") found.append(name, String(one));
  }
  return found.toString();
}
