"""The claims on diseases in the twelve columns of HPO's phenotype.hpoa, for whatever reads that file.

One row for each claim of each page. The format can deny a claim (NOT) but not leave it open, so open and borrowed
claims are left out and counted; so are denied claims of some age or some of the people, such as the one of a case report,
since readers take NOT for "never in anybody". What a case report saw has the frequency 1/1, as HPO's own rows have it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import NamedNode

from pohgraph.claims.nodes import read_vocabularies
from pohgraph.claims.reader import read_claims
from pohgraph.claims.slots import iri_of
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.export.tables.annotation_cells import (
    biocuration,
    evidence_code,
    frequency_cell,
    iso_day,
    reference_cell,
    sex_cell,
)
from pohgraph.model import Claim, Named
from pohgraph.schema.branches import ASPECTS
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import EXACT_MATCH, RELATIONS
from pohgraph.store.source import Node
from pohgraph.version import __version__

COLUMNS = (
    "database_id",
    "disease_name",
    "qualifier",
    "hpo_id",
    "reference",
    "evidence",
    "onset",
    "frequency",
    "sex",
    "modifier",
    "aspect",
    "biocuration",
)
_PREDICATES = frozenset(relation.predicate.curie for relation in RELATIONS if relation.aspects)
_REGISTRIES = ("OMIM:", "ORPHA:")  # those whose identifiers readers of the format know, best first
_DESCRIPTION = "Statements of reference pages on rare diseases, read by a program; not reviewed, but for those with a curator in biocuration"


def write_hpoa(view: GraphView, out: BinaryIO) -> None:
    """Write comments with version, sources and licences, the names of the columns, and the rows by disease."""
    out.writelines(f"{line}\n".encode() for line in _head(view))
    out.write("\t".join(COLUMNS).encode() + b"\n")
    release = release_date(view)
    for subject, claims in groupby(read_claims(view), key=lambda claim: claim.subject.iri):
        written: set[str] = set()
        database_id = _database_id(view, NamedNode(subject))
        for claim in claims:
            if row := _row(view, claim, database_id, release):
                line = "\t".join(" ".join(cell.split()) for cell in row)
                if line not in written:
                    written.add(line)
                    out.write(f"{line}\n".encode())


def _head(view: GraphView) -> Iterator[str]:
    yield f'#description: "{_DESCRIPTION}"'
    yield f"#version: {__version__}"
    for vocabulary in read_vocabularies(view):
        if vocabulary.iri == iri_of("pohvocab:hp"):
            yield f"#hpo-version: {vocabulary.version}"
    for comment in source_comments(view):
        yield comment.rstrip("\n")


def _row(view: GraphView, claim: Claim, database_id: str, release: str) -> tuple[str, ...] | None:
    # What the term is decides the aspect, whichever predicate leads to it.
    aspect = ASPECTS.get(view.category(NamedNode(claim.object.iri)), "") if isinstance(claim.object, Named) else ""
    if claim.predicate not in _PREDICATES or not aspect:
        return None
    if reason := _why_no_row(claim):
        view.report.leave_out(reason)
        return None
    return (
        database_id,
        claim.subject.label,
        "NOT" if claim.negated else "",
        claim.object,
        reference_cell(claim),
        evidence_code(claim),
        claim.onset,
        frequency_cell(claim),
        sex_cell(claim),
        "",
        aspect,
        biocuration(claim, release),
    )


def _why_no_row(claim: Claim) -> str:
    if claim.borrowed:
        return "claim(s) about another disease or a relative"
    if claim.hedged:
        return "claim(s) that the page leaves open"
    if claim.negated and not claim.denies:
        return "denied claim(s) limited to an age, a frequency or a single case, which readers of NOT would not see"
    return ""


def _database_id(view: GraphView, subject: NamedNode) -> str:
    """The disease as readers of the format know it: the one exact match at OMIM or else at Orphanet, or as it is."""
    matches: list[Node] = [subject, *view.slots(subject).get(iri_of(EXACT_MATCH.curie), ())]
    for registry in _REGISTRIES:
        found = [node for node in matches if isinstance(node, NamedNode) and compress(node.value).startswith(registry)]
        if len(found) == 1:
            return view.curie(found[0])
    return view.curie(subject)


def release_date(view: GraphView) -> str:
    """The newest date among the releases of vocabularies: what dates a page's row when the page has no date."""
    days = (iso_day(vocabulary.version) for vocabulary in read_vocabularies(view))
    return max(filter(None, days), default="1970-01-01")
