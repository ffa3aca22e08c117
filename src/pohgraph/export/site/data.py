"""What an exported page is answered: the server's own answers, one JSON value for each file."""

from collections.abc import Iterator, Mapping

from pohgraph.answers import shapes
from pohgraph.answers.claim_index import ClaimFilter
from pohgraph.answers.claims_table import claims_table
from pohgraph.answers.entity import entity
from pohgraph.answers.network import network
from pohgraph.answers.page import page
from pohgraph.answers.queries import queries
from pohgraph.answers.summary import summary
from pohgraph.answers.vocabulary import vocabulary
from pohgraph.claims.nodes import read_sources
from pohgraph.export.site.file_names import file_name
from pohgraph.export.site.names import Names, names_of
from pohgraph.export.site.whole import Whole

_EXAMPLES = 12
_NODES = 500  # of the network of the whole graph


def general_data(context: Whole, quads: int, *, passages: bool) -> Iterator[tuple[str, object]]:
    """The files under `data/` that are of the whole graph, which has so many quads: the name of each and its value.

    `passages` are those of the table of claims, which the files of the pages have as well.
    """
    names = names_of(context)
    yield "summary.json", _summary(context, names, quads)
    yield "queries.json", queries()
    yield "vocabulary.json", vocabulary(context)
    yield "names.json", names
    yield "network.json", network(context, limit=_NODES)
    yield "claims.json", _claims(context, passages=passages)


def page_data(context: Whole) -> Iterator[tuple[str, shapes.Page]]:
    """The files of the pages."""
    for source in read_sources(context.view):
        yield f"page/{file_name(source.id)}.json", page(context, source.id)


def entity_data(context: Whole) -> Iterator[tuple[str, shapes.Entity | dict[str, str]]]:
    """The files of the entities. That of another identifier only names the one that it stands for; terms above others come last."""
    ids = context.ids
    known, waiting = set(ids), list(ids)
    while waiting:
        above: set[str] = set()
        for curie in waiting:
            answer = entity(context, curie)
            above.update(parent["id"] for parent in answer["parents"])
            name = f"entity/{file_name(curie)}.json"
            yield name, answer if answer["id"] == curie else {"standsFor": answer["id"]}
        waiting = sorted(above - known)
        known |= above


def _summary(context: Whole, names: Names, quads: int) -> Mapping[str, object]:
    # The summary counts and names what the whole graph has; these are of what may be shared.
    diseases = (one for one in names["entities"] if one["kind"] == "disease")
    examples = sorted(diseases, key=lambda one: (-one["claims"], one["id"]))[:_EXAMPLES]
    return {**summary(context), "quads": quads, "examples": examples}


def _claims(context: Whole, *, passages: bool) -> Mapping[str, object]:
    """The whole table of claims, without decisions."""
    claims = context.claims_in_order
    answers = [context.claim(claim) for claim in claims]
    return {
        **claims_table(context, ClaimFilter(), {}, limit=0),
        "claims": answers if passages else [{**answer, "passages": []} for answer in answers],
        "sources": context.sources_of(claims),
    }
