"""The same work listed by several pages becomes one, by its identifiers or by title, journal and year."""

from collections.abc import Iterable
from dataclasses import replace

from pohgraph.language.words import phrase_key
from pohgraph.model import Publication, Reference

_RANK = {"PMID": 0, "DOI": 1, "PMC": 2}
_SHORTEST_TITLE = 4  # content words; shorter titles ("About the disease") name many works


def unify(publications: Iterable[Publication]) -> tuple[tuple[Publication, ...], dict[Reference, Reference]]:
    """The distinct works, sorted, and for each listed reference the one it became."""
    listed = sorted(publications, key=lambda p: (p.reference, p.citation, p.documents))
    groups: list[list[Publication]] = []
    by_sign: dict[str, list[Publication]] = {}
    for work in listed:
        signs = _signs(work)
        known = [by_sign[sign] for sign in signs if sign in by_sign]
        group = known[0] if known else []
        for other in known[1:]:
            if other is not group:
                group += other
                groups.remove(other)
                by_sign.update({sign: group for sign, owner in by_sign.items() if owner is other})
        if not known:
            groups.append(group)
        group.append(work)
        by_sign.update(dict.fromkeys(signs, group))
    works = [_one(group) for group in groups]
    became = {work.reference: one.reference for one, group in zip(works, groups, strict=True) for work in group}
    return tuple(sorted(works, key=lambda w: w.reference)), became


def _signs(work: Publication) -> list[str]:
    signs = [reference.curie.lower() for reference in (work.reference, *work.same_as)]
    title = phrase_key(work.title)
    if work.journal and work.year and len(title.split()) >= _SHORTEST_TITLE:
        signs.append("|".join((title, phrase_key(work.journal), work.year)))
    return signs


def _one(group: list[Publication]) -> Publication:
    best = min(group, key=lambda w: (_RANK.get(w.reference.prefix, 9), w.reference, w.citation))
    others = {r for work in group for r in (work.reference, *work.same_as)} - {best.reference}
    return replace(
        best,
        number=0,
        documents=tuple(sorted({document for work in group for document in work.documents})),
        same_as=tuple(sorted(r for r in others if r.prefix in _RANK)),
    )
