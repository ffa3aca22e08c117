"""The comparisons of graphs, with their data: conflicts within one, against HPO's annotations, one against another."""

from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode

from pohgraph.claims.changes import read_changes
from pohgraph.claims.quad_changes import changed_quads
from pohgraph.claims.reader import read_claims, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.compare.annotations import Comparison, compare
from pohgraph.compare.conflict import conflicts, conflicts_in_turn
from pohgraph.compare.difference import differences
from pohgraph.compare.graphs import GraphDifference, difference_between
from pohgraph.compare.independence import of_hpo_annotations
from pohgraph.compare.rules import Conflict
from pohgraph.export.rdf.patch import write_patch
from pohgraph.model import Claim, Reference
from pohgraph.pipeline.contested import contested
from pohgraph.schema.prefixes import compress, expand
from pohgraph.schema.relations import EXACT_MATCH
from pohgraph.store.source import Readable
from pohgraph.vocab.annotations import annotations_of
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

_FEW = 100  # diseases whose identifiers are asked for one by one


def conflicts_in(store: Readable, *, disease: str = "") -> list[Conflict]:
    """What the sources of a graph disagree on, with each other and with the loaded vocabularies; of one disease, by CURIE, or of all."""
    view, known = GraphView(store), KnownDiseases(open_lexicon())
    if disease:
        return conflicts(read_claims_on(view, [expand(Reference.parse(disease))]), known)
    claims = read_claims(view, only=contested(view, known))
    by_subject = (group for _, group in groupby(claims, key=lambda claim: claim.subject.iri))
    return conflicts_in_turn(by_subject, known)


def compare_with_hpoa(store: Readable, disease: str = "") -> list[Comparison]:
    """What a graph says of its diseases, or of one, against the loaded release of HPO's annotations.

    Statements of these annotations that were merged into the graph are left aside: they are the other side.
    """
    view = GraphView(store)
    if disease:
        said = read_claims_on(view, [expand(Reference.parse(disease))], ends=("rdf:subject",))
    else:
        said = list(read_claims(view))
    said = [claim for claim in said if not of_hpo_annotations(claim)]
    diseases = _annotated(store, said)
    return compare(said, annotations_of(diseases), diseases, KnownDiseases(open_lexicon()).ancestors)


def difference_of(before: Path, after: Path, *, any_source: bool = False) -> GraphDifference:
    """What became of one graph in another: each is a store, a graph file, or a folder of them, such as a release.

    Args:
        before: the one.
        after: the other.
        any_source: hold what is claimed against each other whoever says it, and leave all else aside.

    Raises:
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    from pohgraph.pipeline.gather import graph_at  # noqa: PLC0415 - reads pages as well, which no other comparison does

    with graph_at(before) as old, graph_at(after) as new:
        if not any_source:
            return difference_between(read_changes(GraphView(old), GraphView(new)))
        claims = differences(read_claims(GraphView(old)), read_claims(GraphView(new)), any_source=True)
        return GraphDifference(claims=tuple(claims))


def patch_of(before: Path, after: Path, out: BinaryIO) -> int:
    """Write what turns one graph into another as an RDF Patch, and return how many quads it adds and deletes.

    Raises:
        ExportError: a quad has a blank node.
        ReadError: a file cannot be read.
        StoreError: a store cannot.
    """
    from pohgraph.pipeline.gather import graph_at  # noqa: PLC0415 - as above

    with graph_at(before) as old, graph_at(after) as new:
        return write_patch(changed_quads(old, new), out)


def _annotated(store: Readable, said: list[Claim]) -> dict[str, str]:
    """The graph's diseases by each identifier that the graph holds for an exact match of theirs."""
    subjects = {str(claim.subject) for claim in said}
    found = {subject: subject for subject in subjects}
    few = [NamedNode(expand(Reference.parse(subject))) for subject in subjects] if len(subjects) <= _FEW else None
    for node, other in store.triples(EXACT_MATCH.curie, subjects=few):
        subject = compress(node.value)
        if subject in subjects:
            found.setdefault(compress(other.value), subject)
    return found
