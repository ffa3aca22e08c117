// Ask the graph in SPARQL: examples with their parameters, the editor, the result, what was asked before.

import { useMemo } from "preact/hooks";
import type { CatalogueQuery, Summary } from "../answers";
import { useAnswer, useSource } from "../context";
import { Failure, Waiting } from "../parts/failure";
import { Heading } from "../parts/heading";
import { useSummary } from "../parts/summary";
import { Desk } from "./desk";
import { expand } from "./iris";
import { Labels } from "./labels";
import "./query.css";

export function QueryView() {
  const summary = useSummary();
  const queries = useAnswer((source) => source.queries(), []);
  const failed = summary.state === "failed" ? summary : queries.state === "failed" ? queries : null;
  return (
    <>
      <Heading title="Query" />
      {failed ? <Failure error={failed.error} />
        : summary.state === "done" && queries.state === "done" ? <Ready summary={summary.value} queries={queries.value} />
        : <Waiting />}
    </>
  );
}

/** The vocabulary is counted over the whole graph, which takes a moment on a large one: writing begins without it. */
function Ready({ summary, queries }: { summary: Summary; queries: CatalogueQuery[] }) {
  const source = useSource();
  const counted = useAnswer((from) => from.vocabulary(), []);
  const labels = useMemo(() => new Labels(source, expand("biolink:category", summary.prefixes)), [source, summary]);
  const vocabulary = counted.state === "done" ? counted.value : { prefixes: summary.prefixes, classes: [], properties: [] };
  const standIns = { diseases: summary.examples.filter(({ category }) => category === "Disease"), pages: summary.pages };
  return <Desk vocabulary={vocabulary} standIns={standIns} queries={queries} labels={labels} />;
}
