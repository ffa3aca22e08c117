"""What may explain an empty answer: names that the graph lacks, that stand elsewhere, or that are other names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pohgraph.errors import PohgraphError
from pohgraph.query.catalogue import catalogue
from pohgraph.query.literals import literal_hints
from pohgraph.query.resolve import canonical_node, category_in, described, registered_spelling
from pohgraph.query.result import Given, Result
from pohgraph.query.syntax import near
from pohgraph.schema.prefixes import compress, expand, prefix_map, standardise
from pohgraph.schema.relations import PREDICATES
from pohgraph.search.kinds import category_of, kind_of
from pohgraph.store.source import Queryable
from pohgraph.store.sparql import Token, prologue, tokens

_NOTHING = ("", "0")  # what an aggregate of no rows gives
_LISTS = {"document": "`pohgraph query documents` lists its pages"}
_PLURALS = {"disease": "diseases", "gene": "genes", "phenotype": "phenotypes"}


class _Name(NamedTuple):
    """An IRI or a prefixed name in the patterns of a query; `in_pages` where it stands within GRAPH."""

    text: str
    in_pages: bool

    @property
    def curie(self) -> str:
        is_iri = self.text.startswith("<") and ":" in self.text
        return compress(NamedNode(self.text[1:-1]).value) if is_iri else self.text


def hints(store: Queryable, result: Result) -> tuple[str, ...]:
    """Sentences that may explain why an answer is empty; none for an answer that is not."""
    if not _is_empty(result):
        return ()
    try:
        return tuple(_hints(store, result))
    except (PohgraphError, SyntaxError, ValueError):
        return ()  # what helps must not turn an answer into a failure


def _hints(store: Queryable, result: Result) -> Sequence[str]:
    found = [hint for one in result.given for hint in _on_parameter(store, one)]
    if not result.ready_made:
        stream = tuple(tokens(result.sparql))
        given = {str(one.value) for one in result.given}
        found += _on_places(store, [name for name in _names(stream) if name.text not in given], prologue(stream))
        found += literal_hints(store, stream, ignored=given)
    return found or [
        _on_known(one.value) for one in result.given if isinstance(one.value, NamedNode) and one.kind != "predicate"
    ]


def _is_empty(result: Result) -> bool:
    rows = result.rows
    if result.form == "ASK":
        return rows == ((Literal(value=False),),)
    return not rows or (
        result.form == "SELECT"
        and len(rows) == 1
        and all(cell is None or (isinstance(cell, Literal) and cell.value in _NOTHING) for cell in rows[0])
    )


def _names(stream: tuple[Token, ...]) -> tuple[_Name, ...]:
    own = {name.text: iri.text[1:-1] for name, iri in _declarations(stream)}
    inside = [False]
    found: dict[_Name, None] = {}
    for place, token in enumerate(stream):
        before = stream[place - 1] if place else None
        if token.is_mark("{"):
            inside.append(inside[-1] or (place > 1 and stream[place - 2].is_word("GRAPH")))
        elif token.is_mark("}") and len(inside) > 1:
            inside.pop()
        elif token.kind in {"iri", "name"} and not (before and _declares(before)):
            prefix, colon, local = token.text.partition(":")
            is_own = token.kind == "name" and prefix + colon in own and "\\" not in local
            text = f"<{own[prefix + colon]}{local}>" if is_own else token.text
            if not text.startswith("xsd:") and not (before and before.is_word("PREFIX", "BASE", "FROM", "NAMED")):
                found[_Name(text, inside[-1])] = None
    return tuple(found)


def _declarations(stream: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    for word, name, iri in zip(stream, stream[1:], stream[2:], strict=False):
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri":
            yield name, iri


def _declares(token: Token) -> bool:
    return token.is_word("PREFIX", "BASE") or (token.kind == "name" and token.text.endswith(":"))


def _on_places(store: Queryable, names: Iterable[_Name], declared: str) -> Iterator[str]:
    """Names that the graph lacks, and names that stand elsewhere than the query looks."""
    only_pages: list[str] = []
    only_claims: list[str] = []
    for name in names:
        if _occurs(store, name.text, declared, in_pages=name.in_pages):
            yield from () if name.in_pages else _on_mapped(store, name)
        elif _occurs(store, name.text, declared, in_pages=not name.in_pages):
            (only_claims if name.in_pages else only_pages).append(name.curie)
        else:
            hint = _instead(store, name.curie)
            yield f"{name.curie} does not occur in this graph{f' ({hint})' if hint else ''}"
    if only_pages:
        form = f"GRAPH ?page {{ … {' … '.join(only_pages)} … }}"
        yield f"evidence and what is known of a page are in its graph: write {form}"
    if only_claims:
        yield f"{', '.join(only_claims)}: not in the graphs of pages, so write it outside GRAPH ?page {{ … }}"


def _occurs(store: Queryable, name: str, declared: str = "", *, in_pages: bool = False) -> bool:
    anywhere = f"{{ ?s {name} ?o }} UNION {{ ?s ?p {name} }} UNION {{ {name} ?p ?o }}"
    pattern = f"GRAPH ?g {{ {anywhere} }}" if in_pages else anywhere
    return bool(store.query(f"{declared} ASK {{ {pattern} }}"))


def _on_mapped(store: Queryable, name: _Name) -> Iterator[str]:
    """An identifier that no claim has, where the claims are about what it is mapped to."""
    if not _is_identifier(name.curie) or name.curie.partition(":")[0] not in prefix_map():
        return
    node = NamedNode(expand(standardise(name.curie)))
    if (used := canonical_node(store, node)) != node:
        yield f"{name.curie} is another identifier of {described(store, used)}, which the claims are about"


def _instead(store: Queryable, curie: str) -> str:
    """What to type instead of a name that the graph lacks."""
    if curie.partition(":")[0] not in prefix_map():
        return ""
    if _is_identifier(curie):
        written = registered_spelling(store, curie)
        return f"did you mean {written}?" if written else "`pohgraph search` finds what does"
    return near(curie, tuple(name for name in _documented_names() if name != curie and not _is_identifier(name)))


def _is_identifier(curie: str) -> bool:
    return any(letter.isdigit() for letter in curie.partition(":")[2])


def _documented_names() -> tuple[str, ...]:
    used = (token.text for query in catalogue() for token in tokens(query.sparql) if token.kind == "name")
    return tuple(sorted({*PREDICATES, *used}))


def _on_parameter(store: Queryable, given: Given) -> Iterator[str]:
    """A parameter's value that the graph lacks, or that is of another kind."""
    if not isinstance(given.value, NamedNode):
        return
    curie = compress(given.value.value)
    if not _occurs(store, str(given.value)) and not _occurs(store, str(given.value), in_pages=True):
        what = "default" if given.is_default else "value"
        yield f"{curie}, the {what} of the parameter {given.name}, does not occur in this graph ({_listed(given.kind)})"
        return
    category = category_in(store, given.value)
    if category_of(given.kind) and category and kind_of(category) != given.kind:
        other = kind_of(category)
        kinds = f"a {other} and not a {given.kind}" if other in _PLURALS else f"not a {given.kind}"
        yield f"the parameter {given.name} is {described(store, given.value)}, {kinds}"


def _listed(kind: str) -> str:
    if kind in _PLURALS:
        return f"`pohgraph search --kind {kind}` lists its {_PLURALS[kind]}"
    return _LISTS.get(kind, "`pohgraph search` finds what does")


def _on_known(node: NamedNode) -> str:
    return f"`pohgraph show {compress(node.value)}` shows what this graph has about it"
