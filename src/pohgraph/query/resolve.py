"""From what people type - a CURIE, an IRI, a name, a number - to the term a query is run with."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, parse

from pohgraph.errors import QueryError, UnknownReferenceError
from pohgraph.legible import named_in_unicode
from pohgraph.query.syntax import near
from pohgraph.schema.prefixes import compress, expand, iri_root, prefix_map, standardise
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF, PREDICATES, SYNONYM_PREDICATES
from pohgraph.search.identifiers import iri_of, is_iri, references_in
from pohgraph.search.kinds import KINDS, PAGE, category_of
from pohgraph.store.source import Queryable

if TYPE_CHECKING:
    from pohgraph.search import Hit

Node = NamedNode | Literal
_IRI = re.compile(r"<?((?:https?|urn|infores)[:/][^\s<>\"{}|^`\\]+)>?")
_CURIE = re.compile(r"[A-Za-z][\w.]*:[^\s/:][^\s:]*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_STRONG = f"rdfs:label {SYNONYM_PREDICATES['exact'].curie}"
_WEAK = " ".join(predicate.curie for scope, predicate in SYNONYM_PREDICATES.items() if scope != "exact")
_FILE = "rdfs:label pohgraph:file_name"
_CLAIMED = "{ ?claim rdf:subject ?node } UNION { ?claim rdf:object ?node }"
_LISTED = 8  # how many of an ambiguous name's readings an error shows


def find_term(store: Queryable, text: str, kind: str = "any", *, category: str = "") -> Node:
    """The term that `text` means as a value of that kind: entity, document, predicate, number, text, or any.

    An identifier that only maps to a node of the graph becomes that node, as OMIM:166350 becomes MONDO:0008153. Of several
    things of one name, those of the kind (such as disease) or the Biolink `category` are meant, and those that claims are made of.

    Raises:
        QueryError: nothing or more than one thing in the graph is called so.
    """
    text = text.strip()
    if category_of(kind):
        kind, category = "entity", category_of(kind)
    if kind == "number" or (kind == "any" and _NUMBER.fullmatch(text)):
        return _number(text)
    if kind == "text":
        return Literal(text)
    if kind == "any" and text[:1] == text[-1:] == '"' and len(text) > 1:
        return _literal(text)
    if found := _identifier(text):
        return found if kind in {"predicate", "document"} else canonical_node(store, _known(store, text, found))
    if kind == "predicate":
        return _predicate(text)
    if kind != "document" and (found := _written_otherwise(store, text)):
        return found
    return _named(store, text, kind, category)


def _number(text: str) -> Literal:
    if not _NUMBER.fullmatch(text):
        raise QueryError(f"{text!r} is not a number")
    kind = "decimal" if "." in text else "integer"
    return Literal(text, datatype=NamedNode(f"{iri_root('xsd')}{kind}"))


def _literal(text: str) -> Literal:
    try:
        triple = cast("Triple", next(iter(parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.TURTLE))))
    except SyntaxError:
        return Literal(text[1:-1])
    return cast("Literal", triple.object)


def _identifier(text: str) -> NamedNode | None:
    if match := _IRI.fullmatch(text):
        return NamedNode(match[1]) if is_iri(match[1]) else None
    if not _CURIE.fullmatch(text):
        return None
    try:
        iri = expand(standardise(text))
    except UnknownReferenceError:
        return None
    return NamedNode(iri) if is_iri(iri) else None


def _known(store: Queryable, text: str, found: NamedNode) -> NamedNode:
    """The identifier as its registry writes it, where the graph has that one alone: HP:1250 is HP:0001250."""
    for reference in references_in(text):
        written = NamedNode(expand(reference))
        if written != found and not _occurs(store, found) and _occurs(store, written):
            return written
    return found


def registered_spelling(store: Queryable, curie: str) -> str:
    """The identifier as its registry writes it, where the graph has that one: HP:0001250 for HP:1250; else empty."""
    found = _identifier(curie)
    written = compress(_known(store, curie, found).value) if found else ""
    return "" if written == curie else written


def _written_otherwise(store: Queryable, text: str) -> NamedNode | None:
    """What an identifier without its colon means, where the graph has it: OMIM166350."""
    if text.isdecimal():
        return None  # of whichever registry
    for reference in references_in(text):
        if reference.prefix in prefix_map() and _occurs(store, node := NamedNode(expand(reference))):
            return canonical_node(store, node)
    return None


def _occurs(store: Queryable, node: NamedNode) -> bool:
    return bool(_select(store, f"SELECT ?p {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }} LIMIT 1"))


def canonical_node(store: Queryable, given: NamedNode) -> NamedNode:
    """The node the graph makes claims of, where `given` is one of its other identifiers."""
    if _select(store, f"SELECT ?claim {{ ?claim rdf:subject {given} }} LIMIT 1"):
        return given
    for mapping in (EXACT_MATCH.curie, HAS_DB_XREF.curie):
        rows = _select(store, f"SELECT DISTINCT ?node {{ ?node {mapping} {given} . ?claim rdf:subject ?node }} LIMIT 2")
        if len(rows) == 1:
            return cast("NamedNode", rows[0][0])
    return given


def _predicate(text: str) -> NamedNode:
    known = {curie.partition(":")[2]: curie for curie in PREDICATES}
    if text not in known:
        hint = near(text, tuple(known)) or f"one of {', '.join(sorted(known))}"
        raise QueryError(f"no predicate is called {text!r}", hint=hint)
    return NamedNode(expand(standardise(known[text])))


def _named(store: Queryable, name: str, kind: str, category: str) -> NamedNode:
    from pohgraph.search import search, suggestions  # noqa: PLC0415 - identifiers are not sought by name

    if kind == "document":
        found = _exactly(store, name, _FILE, "document") or _in_any_case(store, name, _FILE, "document")
    else:
        found = (
            _exactly(store, name, _STRONG, "entity")
            or _exactly(store, name, _WEAK, "entity")
            or _in_any_case(store, name, f"{_STRONG} {_WEAK}", "entity")
        )
    hits: tuple[Hit, ...] = ()
    known: list[Hit] = []
    if not found:
        hits = search(name, graph=store, kind=PAGE if kind == "document" else _kind(category), everywhere=False)
        found = _meant([hit for hit in hits if hit.is_exact], pages=not category)
    if not found and kind != "document":
        known = [hit for hit in search(name, kind=_kind(category)) if hit.is_exact]
        found = _in_graph(store, known)
    # A finding and a disease may share a name, and a publication's title may be a disease's.
    preferences = (f"?node biolink:category biolink:{category}" if category else "", _CLAIMED)
    for pattern in filter(None, preferences):
        if len(found) > 1:
            found = _those(store, found, pattern) or found
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(described(store, node) for node in found[:_LISTED])
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise QueryError(f"{name!r} is the name of several things: {listed}{more}", hint="use an identifier instead")
    if known:
        called = " or ".join(f"{hit.curie} ({hit.label})" for hit in known[:_LISTED])
        hint = f"the vocabularies know it as {called}, but this graph does not"
        raise QueryError(f"nothing in this graph is called {name!r}", hint=hint)
    close = " or ".join(dict.fromkeys(f"{hit.name!r} ({hit.curie})" for hit in suggestions(hits)))
    hint = f"did you mean {close}?" if close else "search for it with `pohgraph search`, or give a CURIE or an IRI"
    raise QueryError(f"nothing in this graph is called {name!r}", hint=hint)


def _meant(hits: list["Hit"], *, pages: bool) -> list[NamedNode]:
    """What the hits are; pages only if they may be meant and nothing else is called so."""
    others = [hit for hit in hits if hit.kind != PAGE]
    return [NamedNode(iri_of(hit.curie)) for hit in others or (hits if pages else [])]


def _in_graph(store: Queryable, hits: list["Hit"]) -> list[NamedNode]:
    """Those that the graph has a category for."""
    nodes = [NamedNode(iri_of(hit.curie)) for hit in hits]
    return _those(store, nodes, "?node biolink:category ?category") if nodes else []


def _kind(category: str) -> str:
    return next((kind for kind in KINDS if category and category_of(kind) == category), "")


def _those(store: Queryable, nodes: list[NamedNode], pattern: str) -> list[NamedNode]:
    values = " ".join(map(str, nodes))
    return _nodes(store, f"VALUES ?node {{ {values} }} {pattern}", "entity")


def described(store: Queryable, node: NamedNode) -> str:
    """Its CURIE, and its label where the graph has one."""
    labels = _select(store, f"SELECT ?label {{ {node} rdfs:label ?label }} ORDER BY ?label LIMIT 1")
    curie = compress(node.value)
    return f"{curie} ({cast('Literal', labels[0][0]).value})" if labels else curie


def category_in(store: Queryable, node: NamedNode) -> str:
    """The Biolink category that the graph gives a node, as a CURIE; empty where it gives none."""
    rows = _select(store, f"SELECT ?category {{ {node} biolink:category ?category }} ORDER BY ?category LIMIT 1")
    return compress(cast("NamedNode", rows[0][0]).value) if rows else ""


def _exactly(store: Queryable, name: str, slots: str, kind: str) -> list[NamedNode]:
    name = named_in_unicode(name)
    # Names are looked up in the spellings people use, which the index answers at once however large the graph.
    spellings = dict.fromkeys((name, name.lower(), name.upper(), name[:1].upper() + name[1:], name.title()))
    patterns = (f"{{ ?node {slot} {Literal(spelling)} }}" for slot in slots.split() for spelling in spellings)
    return _nodes(store, " UNION ".join(patterns), kind)


def _in_any_case(store: Queryable, name: str, slots: str, kind: str) -> list[NamedNode]:
    wanted = Literal(named_in_unicode(name).lower())
    patterns = (f"{{ ?node {slot} ?name FILTER(LCASE(STR(?name)) = {wanted}) }}" for slot in slots.split())
    return _nodes(store, " UNION ".join(patterns), kind)


def _nodes(store: Queryable, pattern: str, kind: str) -> list[NamedNode]:
    is_document = f"FILTER {'' if kind == 'document' else 'NOT '}EXISTS {{ ?node a pohgraph:Document }}"
    rows = _select(store, f"SELECT DISTINCT ?node {{ {pattern} . {is_document} }} ORDER BY ?node")
    return [cast("NamedNode", row[0]) for row in rows]


def _select(store: Queryable, sparql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in cast("Iterable[QuerySolutions]", store.query(sparql))]
