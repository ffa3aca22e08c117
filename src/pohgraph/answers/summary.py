"""The whole graph in numbers: what the start page shows."""

from collections import Counter
from collections.abc import Iterable

from pohgraph.answers import shapes
from pohgraph.answers.claim_index import flagged
from pohgraph.answers.context import Context
from pohgraph.answers.search import hits
from pohgraph.claims.licences import licence_name
from pohgraph.claims.nodes import read_sources
from pohgraph.model import STATES, SourceRecord, State, state_of
from pohgraph.schema.categories import Category
from pohgraph.schema.prefixes import prefix_map
from pohgraph.schema.relations import REJECTED
from pohgraph.version import __version__

_EXAMPLES = 12
_TITLES = {  # of one, of several
    Category.DISEASE: ("Disease", "Diseases"),
    Category.GENE: ("Gene", "Genes"),
    Category.PHENOTYPIC_FEATURE: ("Phenotype", "Phenotypes"),
    Category.GENETIC_INHERITANCE: ("Mode of inheritance", "Modes of inheritance"),
    Category.ONSET: ("Age of onset", "Ages of onset"),
    Category.CLINICAL_COURSE: ("Course", "Courses"),
    Category.CLINICAL_MODIFIER: ("Clinical modifier", "Clinical modifiers"),
    Category.PUBLICATION: ("Publication", "Publications"),
}


def summary(context: Context, *, title: str = "pohgraph", features: shapes.Features | None = None) -> shapes.Summary:
    """What is in the graph, and which pages it comes from."""
    figures = context.once("summary", lambda: _summary(context))
    return {**figures, "title": title, "features": features or figures["features"]}


def _summary(context: Context) -> shapes.Summary:
    sources = list(read_sources(context.view))
    states = _states(context)
    return {
        "title": "",
        "version": __version__,
        "graph": context.store.version,
        "built": context.store.built.isoformat(timespec="seconds") if context.store.built else "",
        "quads": len(context.store),
        "claims": sum(states.values()),
        "counts": _counts(context),
        "states": states,
        "pages": [context.source(source) for source in sources],
        "prefixes": dict(prefix_map()),
        "licenses": _licenses(sources),
        "examples": [_term(hit) for hit in hits(context, "", kind="disease", limit=_EXAMPLES)],
        "features": {"read": False, "review": False, "writable": False},
    }


def _counts(context: Context) -> list[shapes.Count]:
    counts = Counter(context.view.text(kind) for _, kind in context.view.triples("biolink:category"))
    known: list[shapes.Count] = [
        {"category": str(category), "title": titles[count != 1], "count": count}
        for category, titles in _TITLES.items()
        if (count := counts.pop(category.curie, 0))
    ]
    others: list[shapes.Count] = [
        {"category": name.rpartition(":")[2], "title": name.rpartition(":")[2], "count": count}
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return [*known, *others]


def _states(context: Context) -> dict[State, int]:
    """How many claims there are in each state."""
    flags = flagged(context.view)
    rejected = {claim.value for claim, _ in context.view.triples(REJECTED)}
    taken_back = set().union(*flags.values()) - rejected
    counts = Counter(state_of(**{flag: claim in claims for flag, claims in flags.items()}) for claim in taken_back)
    claims = {claim.value for claim, _ in context.view.triples("rdf:subject")} - rejected
    counts["stated"] = len(claims - taken_back)
    return {state: counts[state] for state in STATES}


def _licenses(sources: Iterable[SourceRecord]) -> list[shapes.License]:
    counts = Counter(source.license or source.rights for source in sources)
    return [
        {"name": licence_name(stated), "iri": stated if stated.startswith("http") else "", "pages": count}
        for stated, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _term(hit: shapes.Hit) -> shapes.Term:
    return {"id": hit["id"], "iri": hit["iri"], "label": hit["label"], "category": hit["category"]}
