"""What words may mean in a graph."""

from pohgraph.answers import shapes
from pohgraph.answers.context import Context
from pohgraph.model import Named
from pohgraph.search import Hit, search
from pohgraph.search.identifiers import iri_of
from pohgraph.search.kinds import category_of

LIMIT, MOST = 20, 200  # hits
# The first word of how a name fits, as the search says it -> as answers say it.
_FITS = {"identifier": "identifier", "start": "beginning", "words": "word", "part": "part", "close": "spelling"}


def hits(context: Context, words: str, *, kind: str = "", limit: int = LIMIT, beyond: bool = False) -> list[shapes.Hit]:
    """What the words may mean of what the graph has, the best first, by the names of the vocabularies as well.

    `beyond` adds what only the vocabularies have, which an edit may name. Without words, the things of that `kind` with the most claims.
    """
    found: list[Hit] = []
    if beyond and words.strip():
        found = list(search(words, graph=context.store, kind=kind, limit=limit))
    elif words.strip():
        found = [hit for hit in search(words, graph=context.store, kind=kind) if hit.in_graph]
    found = (found or list(search(words, graph=context.store, kind=kind, limit=limit, everywhere=False)))[:limit]
    named = [Named(hit.curie, label=hit.label, iri=iri_of(hit.curie)) for hit in found]
    context.learn(named)
    return [
        {
            **_term(context, name, hit),
            "kind": hit.kind,
            "matched": hit.name,
            "fit": _fit(hit.match),
            "claims": hit.claims,
        }
        for name, hit in zip(named, found, strict=True)
    ]


def _term(context: Context, name: Named, hit: Hit) -> shapes.Term:
    """A term of the graph; what the graph lacks is of the category of its kind."""
    term = context.term(name)
    if not hit.in_graph:
        term["category"] = category_of(hit.kind)
    return term


def _fit(match: str) -> str:
    """How a name fits, in one word.

    >>> _fit("exact synonym"), _fit("name"), _fit("start of narrow synonym")
    ('synonym', 'name', 'beginning')
    """
    return _FITS.get(match.partition(" ")[0]) or ("synonym" if match.endswith("synonym") else "name")
