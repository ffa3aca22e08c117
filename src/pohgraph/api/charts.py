"""What a graph's charts are drawn from: phenotypes by system, how often, by page; phenotypes diseases share."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pohgraph.api.claims import Claim
from pohgraph.api.compare import annotated
from pohgraph.api.entity import Disease
from pohgraph.api.similar import graph_phenotypes
from pohgraph.api.table import Term
from pohgraph.counting import counted
from pohgraph.draw.agreement import ClaimRow, agreement_picture
from pohgraph.draw.frequency import FrequencyRow, frequency_picture
from pohgraph.draw.overlap import overlap_picture
from pohgraph.draw.picture import Picture
from pohgraph.draw.profile import SystemRow, profile_picture
from pohgraph.extractors.shared.frequency import share
from pohgraph.tables import package_table

if TYPE_CHECKING:
    from pohgraph.api.graph import Graph

_SYSTEMS = """
SELECT DISTINCT ?phenotype ?label WHERE {{
  VALUES ?phenotype {{ {phenotypes} }}
  ?phenotype rdfs:subClassOf* ?system . ?system rdfs:subClassOf HP:0000118 ; rdfs:label ?label .
}} ORDER BY ?phenotype ?label"""
_NO_SYSTEM = "No body system"
_ABNORMAL = re.compile(r"^Abnormality of (?:the )?|^Abnormal ", re.IGNORECASE)
# Relations an agreement is drawn for, in the order of its parts, and what the picture calls them.
_RELATIONS = {
    "biolink:causes": "gene that causes it",
    "biolink:contributes_to": "gene that contributes to it",
    "biolink:associated_with": "associated with",
    "biolink:has_mode_of_inheritance": "inheritance",
    "pohgraph:has_parent_of_origin": "parent of origin",
    "pohgraph:has_variant_origin": "origin of the variant",
    "pohgraph:has_onset": "onset",
    "pohgraph:has_clinical_modifier": "course",
    "biolink:has_phenotype": "phenotype",
}


def profile(graph: "Graph", disease: Disease) -> Picture:
    """See `Graph.profile`. A phenotype that belongs to several systems is counted in each."""
    claims = disease.phenotypes(withheld=True).where(lambda claim: not claim.borrowed)
    by_term: defaultdict[Term, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Term):
            by_term[claim.object].append(claim)
    systems = _systems(graph, by_term)
    rows: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for term, found in sorted(by_term.items(), key=lambda item: (item[0].label.lower(), item[0])):
        for system in systems.get(term, (_NO_SYSTEM,)):
            rows[system][_support(found)].append(term.label or term)
    note = f"{counted(len(by_term), 'phenotype')} of {counted(len(claims.sources), 'page')}; one of several systems is counted in each"
    return profile_picture(
        [SystemRow(system=system, phenotypes=found) for system, found in rows.items()],
        title=f"Phenotypes by body system: {disease.label}",
        note=note,
    )


def frequencies(_: "Graph", disease: Disease) -> Picture:
    """See `Graph.frequencies`."""
    stated = disease.phenotypes(withheld=True).where(lambda claim: not (claim.borrowed or claim.hedged))
    rows, unmeasured = [], 0
    for claim in stated:
        shares = _shares(claim)
        unmeasured += not shares and bool(claim.often)
        rows += [
            FrequencyRow(
                phenotype=_end(claim.object),
                page=claim.source.label or claim.source,
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


def agreement(_: "Graph", disease: Disease, *, limit: int) -> Picture:
    """See `Graph.agreement`."""
    claims = disease.claims(*_RELATIONS).where(lambda claim: not claim.borrowed)
    found: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        says = "denies it" if claim.negated else "leaves it open" if claim.hedged else "says so"
        found[claim.predicate, _end(claims.end_of(claim))][claim.source.label or claim.source].add(says)
    order = list(_RELATIONS)
    ranked = sorted(found, key=lambda key: (-len(found[key]), order.index(key[0]), key[1].lower()))[:limit]
    rows = [
        ClaimRow(
            relation=_RELATIONS[key[0]], claim=key[1], pages={page: tuple(says) for page, says in found[key].items()}
        )
        for key in sorted(ranked, key=lambda key: (order.index(key[0]), -len(found[key]), key[1].lower()))
    ]
    pages = sorted({claim.source.label or claim.source for claim in claims})
    left = f"; {len(found) - len(rows)} more are left out" if len(found) > len(rows) else ""
    return agreement_picture(
        rows,
        pages,
        title=f"Which page says what: {disease.label}",
        note=f"{counted(len(rows), 'claim')}, {counted(len(pages), 'page')}{left}",
    )


def overlap(graph: "Graph", diseases: Sequence[Disease], *, hpoa: Sequence[str], limit: int) -> Picture:
    """See `Graph.overlap`."""
    stated = graph_phenotypes(graph.store)
    if not diseases:
        ranked = sorted(stated, key=lambda curie: (-len(stated[curie]), curie))[:limit]
        diseases = [graph.disease(curie) for curie in ranked]
    where = " (pages)" if hpoa else ""
    sets = {f"{disease.label}{where}": stated.get(disease.curie, set()) for disease in diseases}
    for curie in hpoa:
        known = annotated(curie)
        sets[f"{known.name} (HPOA {curie})"] = set(known.present)
    note = "number: phenotypes both have, in the same term; on the diagonal: all it has"
    return overlap_picture(sets, title="Phenotypes that diseases share", note=note)


def _systems(graph: "Graph", terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """The body systems of each finding, by HPO's uppermost terms."""
    found: dict[str, tuple[str, ...]] = {}
    if values := " ".join(sorted(f"<{term.iri}>" for term in terms)):
        for row in graph.query(_SYSTEMS.format(phenotypes=values)):
            name = _ABNORMAL.sub("", str(row["label"]))
            name = name[:1].upper() + name[1:]
            key = str(row["phenotype"])
            found[key] = (*found.get(key, ()), name)
    return found


def _support(claims: Sequence[Claim]) -> str:
    stating = {claim.source for claim in claims if claim.stated}
    if stating:
        return "several pages" if len(stating) > 1 else "one page"
    return "denied" if any(claim.negated for claim in claims) else "left open"


def _shares(claim: Claim) -> list[tuple[float, float]]:
    """The shares of patients a claim prints, else the bounds of its band; none where it says so in other words."""
    printed = [share(text) for text in claim.frequency_text.split("; ")]
    if found := sorted({(given.lower, given.upper) for given in printed if given}):
        return found
    return [_bands()[claim.frequency]] if claim.frequency in _bands() else []


@cache
def _bands() -> dict[str, tuple[float, float]]:
    rows = package_table("schema", "frequencies.tsv")
    return {row["term"]: (float(row["lower"]), float(row["upper"])) for row in rows}


def _end(end: Term | str) -> str:
    return end.label or str(end) if isinstance(end, Term) else end
