"""SSSOM TSV: every identifier of the graph as a mapping, with its strength, its justification and where it comes from.

Rows of loaded mapping sets come first, then the identifiers pages state, each with its quote and its page's licence, and those
inferred from how a page names and describes its disease, with the vocabulary they were inferred by as their source.
"""

import json
from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from pohgraph.claims.nodes import read_mappings, read_vocabularies
from pohgraph.claims.reader import read_claims
from pohgraph.claims.records import MappingRecord, VocabularyRecord
from pohgraph.claims.view import GraphView
from pohgraph.export.header import source_comments
from pohgraph.model import Claim, Named
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relations import INFERRED
from pohgraph.version import __version__

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "mapping_source",
    "mapping_tool",
    "mapping_tool_version",
    "confidence",
    "license",
    "comment",
)
_IDENTIFIERS = ("subject_id", "predicate_id", "object_id", "mapping_justification", "mapping_source")
_SET = f"{iri_root('poh')}mappings/graph"
_NO_TERM = "sssom:NoTermFound"  # a page says that a classification has no code for its disease
_JUSTIFICATION = "semapv:LexicalMatching"
_UNSPECIFIED = f"{iri_root('sssom')}license/unspecified"  # SSSOM's own word where rows differ
_IN_MEMORY = 8_000_000  # bytes of rows that wait for their prefixes in memory, not in a file
Row = dict[str, str]


def write_sssom(view: GraphView, out: BinaryIO) -> None:
    """Write the metadata of the set, with the prefixes its rows use, and the rows."""
    prefixes: set[str] = set()
    licences: set[str] = set()
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        for row in _rows(view):
            prefixes.update(row[column].partition(":")[0] for column in _IDENTIFIERS if row.get(column))
            licences.add(row.get("license", ""))
            body.write("\t".join(" ".join(row.get(column, "").split()) for column in COLUMNS).encode() + b"\n")
        body.seek(0)
        out.writelines(f"#{line}\n".encode() for line in _metadata(view, prefixes, licences))
        out.write("\t".join(COLUMNS).encode() + b"\n")
        copyfileobj(body, out)


def _metadata(view: GraphView, prefixes: set[str], licences: set[str]) -> Iterator[str]:
    yield "curie_map:"
    known = view.prefixes
    yield from (f"  {prefix}: {json.dumps(known[prefix])}" for prefix in sorted(prefixes) if prefix in known)
    stated = next(iter(licences)) if len(licences) == 1 else ""
    sources = " ".join(line.removeprefix("# ").strip() for line in source_comments(view))
    for key, value in (
        ("mapping_set_id", _SET),
        ("mapping_set_version", __version__),
        ("mapping_set_title", "Identifiers of a pohgraph graph"),
        ("mapping_set_description", "What the loaded mapping sets give and what pages state, at its own strength."),
        ("license", stated or _UNSPECIFIED),
        ("comment", sources),
    ):
        yield f"{key}: {json.dumps(value, ensure_ascii=False)}"


def _rows(view: GraphView) -> Iterator[Row]:
    vocabularies = list(read_vocabularies(view))
    releases = {vocabulary.web_page: vocabulary for vocabulary in vocabularies if vocabulary.web_page}
    by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
    for mapping in read_mappings(view):
        yield _loaded(mapping, releases.get(mapping.mapping_set))
    for claim in read_claims(view):
        if claim.category != "sssom:Mapping":
            continue
        if claim.hedged or claim.borrowed:
            view.report.leave_out("open or borrowed identifier(s)")
        elif claim.knowledge_level == INFERRED:
            yield _stated(claim) | _inferred(claim, by_id.get(claim.knowledge_source))
        else:
            yield _stated(claim)


def _loaded(mapping: MappingRecord, release: VocabularyRecord | None) -> Row:
    return {
        "subject_id": mapping.subject,
        "subject_label": mapping.subject_label,
        "predicate_id": mapping.predicate,
        "object_id": mapping.object,
        "object_label": mapping.object_label,
        "mapping_justification": mapping.justification,
        "mapping_source": release.id if release else "",
        "confidence": mapping.confidence,
        "license": release.license if release else "",
        "comment": f"taken over there from {mapping.source}" if mapping.source else "",
    }


def _inferred(claim: Claim, release: VocabularyRecord | None) -> Row:
    """What differs where a vocabulary has another identifier for what a page names and describes."""
    return {
        "mapping_source": claim.knowledge_source,
        "license": release.license if release else "",
        "comment": f"inferred from how {claim.source.id} names and describes its disease",
    }


def _stated(claim: Claim) -> Row:
    labels, is_node = claim.detail("sssom:object_label"), isinstance(claim.object, Named)
    return {
        "subject_id": claim.subject,
        "subject_label": claim.subject.label,
        "predicate_id": claim.predicate,
        "predicate_modifier": "Not" if claim.negated and is_node else "",
        "object_id": claim.object if is_node else _NO_TERM,
        "object_label": labels[0] if labels else claim.object_label or claim.object,
        "mapping_justification": next(iter(claim.detail("sssom:mapping_justification")), _JUSTIFICATION),
        "mapping_source": claim.source.id,
        "mapping_tool": "pohgraph",
        "mapping_tool_version": __version__,
        "license": claim.source.license,
        "comment": " / ".join(claim.quotes),
    }
