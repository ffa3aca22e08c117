"""The comparisons of graphs, with their data: conflicts within one, and one against another."""

from itertools import groupby
from typing import BinaryIO

from pohgraph.claims.changes import read_changes
from pohgraph.claims.quad_changes import changed_quads
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.compare.conflict import conflicts, conflicts_in_turn
from pohgraph.compare.difference import differences
from pohgraph.compare.graphs import GraphDifference, difference_between
from pohgraph.compare.rules import Conflict
from pohgraph.export.rdf.patch import write_patch
from pohgraph.model import Reference
from pohgraph.pipeline.contested import contested
from pohgraph.schema.prefixes import expand
from pohgraph.store.place import GraphPlace
from pohgraph.store.source import Readable
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon


def conflicts_in(store: Readable, *, disease: str = "") -> list[Conflict]:
    """What the sources of a graph disagree on, with each other and with the loaded vocabularies; of one disease, by CURIE, or of all."""
    view, known = GraphView(store), KnownDiseases(open_lexicon())
    if disease:
        return conflicts(read_claims_on(view, [expand(Reference.parse(disease))]), known)
    claims = read_claims(view, only=contested(view, known))
    by_subject = (group for _, group in groupby(claims, key=lambda claim: claim.subject.iri))
    return conflicts_in_turn(by_subject, known)


def difference_of(before: GraphPlace, after: GraphPlace, *, any_source: bool = False) -> GraphDifference:
    """What became of one graph in another: each is a store, a graph file, a folder of them, such as a release, or the address of an endpoint.

    Args:
        before: the one.
        after: the other.
        any_source: hold what is claimed against each other whoever says it, and leave all else aside.

    Raises:
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    from pohgraph.pipeline.opening import graph_at  # noqa: PLC0415 - reads pages as well, which no other comparison does

    with graph_at(before) as old, graph_at(after) as new:
        if not any_source:
            return difference_between(read_changes(GraphView(old), GraphView(new)))
        claims = differences(read_claims(GraphView(old)), read_claims(GraphView(new)), any_source=True)
        return GraphDifference(claims=tuple(claims))


def patch_of(before: GraphPlace, after: GraphPlace, out: BinaryIO) -> int:
    """Write what turns one graph into another as an RDF Patch, and return how many quads it adds and deletes.

    Raises:
        ExportError: a quad has a blank node.
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    from pohgraph.pipeline.opening import graph_at  # noqa: PLC0415 - as above

    with graph_at(before) as old, graph_at(after) as new:
        return write_patch(changed_quads(old, new), out)
