"""What a graph's charts are drawn from: phenotypes by system, how often, by page; phenotypes diseases share."""

from collections import defaultdict
from collections.abc import Sequence

from pyoxigraph import NamedNode

from pohgraph.answers.lineage import Lineage
from pohgraph.api.claims import Claims
from pohgraph.api.compare import annotated
from pohgraph.api.labels import labels_of
from pohgraph.api.phenotypes import phenotypes_by_disease, phenotypes_of
from pohgraph.claims.view import GraphView
from pohgraph.compare.independence import NOT_INDEPENDENT, corroborated
from pohgraph.compare.shares import Interval, interval
from pohgraph.counting import counted
from pohgraph.draw.agreement import ClaimRow, agreement_picture
from pohgraph.draw.frequency import FrequencyRow, frequency_picture
from pohgraph.draw.overlap import overlap_picture
from pohgraph.draw.picture import Picture
from pohgraph.draw.profile import SystemRow, profile_picture
from pohgraph.extractors.shared.frequency import share
from pohgraph.model import Claim, Named
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import CLAIMS
from pohgraph.store.source import OpenGraph, Readable

# Relations an agreement is drawn for, in the order of its parts, and what the picture calls them.
RELATIONS = {
    relation.predicate.curie: relation.label
    for relation in sorted(CLAIMS, key=lambda relation: relation.group is Group.PHENOTYPES)  # they are the most: last
    if relation.group is not Group.ABOUT and not relation.takes_text
}


def profile(store: Readable, disease: Named, phenotypes: Claims) -> Picture:
    """How many phenotypes each body system has, and how well supported they are.

    `phenotypes` are all claims of the disease's phenotypes. One that belongs to several systems is counted in each.
    """
    claims = phenotypes.where(lambda claim: not claim.borrowed)
    by_term: defaultdict[Named, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Named):
            by_term[claim.object].append(claim)
    lineage = Lineage(GraphView(store))
    rows: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for term, found in sorted(by_term.items(), key=lambda item: (item[0].label.lower(), item[0])):
        support = _support(found)
        name = _limited(_end(term), *found) if support == "denied" else _end(term)
        for system in lineage.systems(term.iri):
            rows[system][support].append(name)
    note = f"{counted(len(by_term), 'phenotype')} of {counted(len(claims.sources), 'page')}; one of several systems is counted in each"
    return profile_picture(
        [SystemRow(system=system, phenotypes=found) for system, found in rows.items()],
        title=f"Phenotypes by body system: {disease.label}",
        note=note,
    )


def frequencies(disease: Named, phenotypes: Claims) -> Picture:
    """How often phenotypes occur, by the page that says so; `phenotypes` are all claims of them."""
    firm = phenotypes.where(lambda claim: not (claim.borrowed or claim.hedged))
    rows, unmeasured = [], 0
    for claim in firm:
        shares = _shares(claim)
        unmeasured += not shares and bool(claim.often)
        rows += [
            FrequencyRow(
                phenotype=_end(claim.object),
                page=claim.source.name,
                low=low,
                high=high,
                words=claim.often,
            )
            for low, high in shares
        ]
    return frequency_picture(
        rows,
        title=f"How often: {disease.label}",
        note=f"{counted(len(rows), 'claim')} with a figure or one of HPO's bands; {unmeasured} in other words",
    )


def agreement(disease: Named, claims: Claims, *, limit: int) -> Picture:
    """Which page states, denies or leaves open which claim; `claims` are all of the disease that are of `RELATIONS`.

    At most `limit` are shown, the most shared first.
    """
    claims = claims.where(lambda claim: claim.state != "borrowed")
    found: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stating: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.predicate, _limited(_end(claims.end_of(claim)), claim)
        found[key][claim.source.name].add(claim.state)
        if claim.state == "stated":
            stating[key].append(claim)
    order = list(RELATIONS)
    ranked = sorted(found, key=lambda key: (-len(found[key]), order.index(key[0]), key[1].lower()))[:limit]
    rows = [
        ClaimRow(
            relation=RELATIONS[key[0]],
            claim=key[1],
            pages={page: tuple(states) for page, states in found[key].items()},
            note=_note(stating[key]),
        )
        for key in sorted(ranked, key=lambda key: (order.index(key[0]), -len(found[key]), key[1].lower()))
    ]
    pages = sorted({claim.source.name for claim in claims})
    left = f"; {len(found) - len(rows)} more are left out" if len(found) > len(rows) else ""
    return agreement_picture(
        rows,
        pages,
        title=f"Which page says what: {disease.label}",
        note=f"{counted(len(rows), 'claim')}, {counted(len(pages), 'page')}{left}",
    )


def overlap(store: OpenGraph, diseases: Sequence[Named], *, hpoa: Sequence[str], limit: int) -> Picture:
    """How many phenotypes diseases share: those given, else the `limit` of the graph with the most phenotypes.

    `hpoa` are CURIEs of OMIM or Orphanet, of diseases as HPO's annotations have them.

    Raises:
        QueryError: HPO annotates no such disease.
    """
    stated = [(disease, phenotypes_of(store, disease)) for disease in diseases] or _most_described(store, limit)
    where = " (pages)" if hpoa else ""
    sets = {f"{disease.label}{where}": phenotypes for disease, phenotypes in stated}
    for curie in hpoa:
        known = annotated(curie)
        sets[f"{known.name} (HPOA {curie})"] = set(known.present)
    note = "number: phenotypes both have, in the same term; on the diagonal: all it has"
    return overlap_picture(sets, title="Phenotypes that diseases share", note=note)


def _support(claims: Sequence[Claim]) -> str:
    stating = [claim for claim in claims if claim.state == "stated"]
    if len({claim.source.key for claim in stating}) > 1:
        return "several pages" if corroborated(stating) else f"several pages, {NOT_INDEPENDENT}"
    if stating:
        return "one page"
    return "denied" if any(claim.state == "denied" for claim in claims) else "open"


def _note(stating: Sequence[Claim]) -> str:
    """Says so where the pages that agree repeat the same data."""
    several = len({claim.source.key for claim in stating}) > 1
    return NOT_INDEPENDENT if several and not corroborated(stating) else ""


def _limited(end: str, *claims: Claim) -> str:
    """What claims end in, with what limits them where all of them are limited denials."""
    limits = [claim.qualifier for claim in claims if claim.state == "denied"]
    return f"{end} ({' / '.join(dict.fromkeys(limits))})" if limits and all(limits) else end


def _shares(claim: Claim) -> list[Interval]:
    """The shares of patients a claim prints, else the bounds of its band; none where it says so in other words."""
    printed = [share(text) for text in claim.frequency_texts]
    if found := sorted({(given.lower, given.upper) for given in printed if given}):
        return found
    band = interval(claim.frequency)
    return [band] if band else []


def _most_described(store: OpenGraph, limit: int) -> list[tuple[Named, set[str]]]:
    stated = phenotypes_by_disease(store)
    ranked = sorted(stated, key=lambda disease: (-len(stated[disease]), disease))[:limit]
    labels = labels_of(store, (NamedNode(disease.iri) for disease in ranked))
    return [(Named(d, label=labels.get(d.iri) or d, iri=d.iri), stated[d]) for d in ranked]


def _end(end: Named | str) -> str:
    return end.label or str(end) if isinstance(end, Named) else end
