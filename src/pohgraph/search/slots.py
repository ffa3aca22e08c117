"""What a graph has names, claims and kinds in: the same for an index and for SPARQL."""

from pohgraph.schema.relations import SYNONYM_PREDICATES
from pohgraph.search.match import LABEL

SCOPES = {"rdfs:label": LABEL, "pohgraph:file_name": "exact"} | {
    predicate.curie: scope for scope, predicate in SYNONYM_PREDICATES.items()
}
CLAIMS = "{ ?claim rdf:subject ?node } UNION { ?claim rdf:object ?node } UNION { ?claim prov:hadPrimarySource ?node }"
