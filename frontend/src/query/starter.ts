// What the editor shows to someone who comes without a query: short, and with the filter that keeps facts apart from denials.

export const STARTER = `# Diseases with the most findings that pages state for them. Ctrl+Enter runs it.
SELECT ?disease (COUNT(DISTINCT ?finding) AS ?findings) WHERE {
  ?claim rdf:subject ?disease ; rdf:predicate biolink:has_phenotype ; rdf:object ?finding .
  FILTER NOT EXISTS { ?claim biolink:negated|pohgraph:hedged|pohgraph:borrowed|pohgraph:rejected true }
}
GROUP BY ?disease
ORDER BY DESC(?findings) ?disease
LIMIT 20
`;
