"""What an editor of queries completes: the prefixes, and the classes and properties that the graph uses."""

from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from pohgraph.answers import shapes
from pohgraph.answers.context import Context
from pohgraph.answers.relations import relation_words
from pohgraph.claims.slots import iri_of
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.store.rows import select


def vocabulary(context: Context) -> shapes.Vocabulary:
    """The vocabulary of one graph, the most used first, whether in the default graph or in those of pages."""
    return context.once("vocabulary", lambda: _vocabulary(context))


def _vocabulary(context: Context) -> shapes.Vocabulary:
    return {
        "prefixes": dict(prefix_map()),
        "classes": _used(context, "?s a ?term"),
        "properties": _used(context, "?s ?term ?o"),
    }


def _used(context: Context, pattern: str) -> list[shapes.Used]:
    counts: dict[str, int] = {}
    for where in (f"GRAPH ?page {{ {pattern} }}", pattern):
        # A query counts far faster than reading the triples.
        for term, count in select(context.store, f"SELECT ?term (COUNT(*) AS ?n) {{ {where} }} GROUP BY ?term"):
            counts[term] = counts.get(term, 0) + int(count)
    labels = _labels()
    return [
        {"id": compress(iri), "label": labels.get(iri) or relation_words(compress(iri)), "count": count}
        for iri, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


@cache
def _labels() -> dict[str, str]:
    """What our own ontology calls its terms."""
    label = iri_of("rdfs:label")
    found = parse(bundled("ontology/pohgraph.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return {
        quad.subject.value: quad.object.value
        for quad in found
        if quad.predicate.value == label and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
    }
