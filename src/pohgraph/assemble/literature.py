"""When two pages list the same work, and what is known of it from all who list it."""

from collections.abc import Sequence
from dataclasses import replace

from pohgraph.language.words import phrase_key
from pohgraph.model import Publication

_RANK = {"PMID": 0, "DOI": 1, "PMC": 2}
_SHORTEST_TITLE = 4  # content words; shorter titles ("About the disease") name many works


def signs(work: Publication) -> tuple[str, ...]:
    """What tells that two entries are one work: a shared identifier, or title, journal and year together."""
    found = [reference.curie.lower() for reference in (work.reference, *work.same_as)]
    title = phrase_key(work.title)
    if work.journal and work.year and len(title.split()) >= _SHORTEST_TITLE:
        found.append("|".join((title, phrase_key(work.journal), work.year)))
    return tuple(found)


def united(entries: Sequence[Publication]) -> Publication:
    """The entries of one work as one: the best identifier, all others beside it, and every page that lists it."""
    best = min(entries, key=lambda w: (_RANK.get(w.reference.prefix, 9), w.reference, w.citation))
    others = {r for work in entries for r in (work.reference, *work.same_as)} - {best.reference}
    return replace(
        best,
        number=0,
        documents=tuple(sorted({document for work in entries for document in work.documents})),
        same_as=tuple(sorted(r for r in others if r.prefix in _RANK)),
    )
