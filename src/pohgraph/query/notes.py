"""What may explain an empty result: names in the query that the graph does not have."""

from pyoxigraph import NamedNode

from pohgraph.query.catalogue import catalogue
from pohgraph.query.syntax import near
from pohgraph.schema.prefixes import compress, prefix_map
from pohgraph.schema.relations import PREDICATES
from pohgraph.store.source import Queryable
from pohgraph.store.sparql import Token, declared_prefixes, tokens


def absent_names(store: Queryable, sparql: str) -> tuple[str, ...]:
    """One sentence for each IRI or prefixed name of a query that stands nowhere in the default graph's triples."""
    stream = tuple(tokens(sparql))
    own = declared_prefixes(stream)
    body = [t for before, t in zip((None, *stream), stream, strict=False) if not (before and _declares(before))]
    names = dict.fromkeys(t.text for t in body if t.kind == "iri" or (t.kind == "name" and _prefix(t) not in own))
    return tuple(_sentence(name) for name in names if not _occurs(store, name))


def _declares(token: Token) -> bool:
    return token.is_word("PREFIX", "BASE") or (token.kind == "name" and token.text.endswith(":"))


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0]


def _occurs(store: Queryable, name: str) -> bool:
    if name.startswith("xsd:"):
        return True
    return bool(store.query(f"ASK {{ {{ ?s {name} ?o }} UNION {{ ?s ?p {name} }} UNION {{ {name} ?p ?o }} }}"))


def _sentence(name: str) -> str:
    curie = compress(NamedNode(name[1:-1]).value) if name.startswith("<") else name
    hint = near(curie, _documented_names()) if curie.partition(":")[0] in prefix_map() else ""
    return f"{curie} does not occur in this graph{f' ({hint})' if hint else ''}"


def _documented_names() -> tuple[str, ...]:
    used = (token.text for query in catalogue() for token in tokens(query.sparql) if token.kind == "name")
    return tuple(sorted({*PREDICATES, *used}))
