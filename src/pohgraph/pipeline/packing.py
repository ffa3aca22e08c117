"""A page's statements as bytes, and back. Nothing in such bytes is run: they come from a folder that others may write to."""

import json
import struct
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from pohgraph.assemble import Named
from pohgraph.model import DocumentReport, Publication, Reference, Remark
from pohgraph.pipeline.sources import PageSource
from pohgraph.pipeline.statements import PageStatements
from pohgraph.store.digests import GraphDigest

_LENGTHS = struct.Struct("<4Q")  # of what is told of the page, and of its three parts
_References = list[tuple[str, str]]


def pack(page: PageStatements) -> bytes:
    """All but where the page came from; its parts must be packed."""
    assert page.is_packed
    report = {field.name: getattr(page.report, field.name) for field in fields(page.report) if field.name != "path"}
    told = {
        "sha256": page.sha256,
        "graph": page.graph,
        "report": report,
        "remarks": [[r.document, r.code, r.message, r.start, r.end] for r in page.remarks],
        "associations": page.associations,
        "labels": [[*reference, *label] for reference, label in page.named.labels.items()],
        "used": sorted(page.named.used),
        "publications": [_work(work) for work in page.publications],
        "citations": [[association, *work] for association, work in page.citations],
    }
    head = json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()
    parts = (head, page.evidence, page.claims, page.shared)
    return b"".join((_LENGTHS.pack(*map(len, parts)), *parts))


def unpack(packed: memoryview, source: PageSource) -> PageStatements:
    """The page that was packed, as it was read from `source`. Give it only what `pack` has made."""
    parts: list[bytes] = []
    start = _LENGTHS.size
    for length in _LENGTHS.unpack(packed[:start]):
        parts.append(bytes(packed[start : start + length]))
        start += length
    head, evidence, claims, shared = parts
    told: dict[str, Any] = json.loads(head)
    report = told["report"]
    counts = tuple((predicate, count) for predicate, count in report.pop("counts"))
    return PageStatements(
        source=source,
        sha256=told["sha256"],
        report=DocumentReport(path=source.origin, counts=counts, **report),
        remarks=tuple(
            Remark(document=document, code=code, message=message, start=start, end=end)
            for document, code, message, start, end in told["remarks"]
        ),
        evidence=evidence,
        claims=claims,
        shared=shared,
        graph=GraphDigest(*told["graph"]),
        is_packed=True,
        associations=told["associations"],
        named=Named(
            labels={
                Reference(prefix, identifier): ((tuple(key), place), label)
                for prefix, identifier, (key, place), label in told["labels"]
            },
            used=set(_references(told["used"])),
        ),
        publications=tuple(map(_publication, told["publications"])),
        citations=tuple(
            (association, Reference(prefix, identifier)) for association, prefix, identifier in told["citations"]
        ),
    )


def _work(work: Publication) -> dict[str, object]:
    return {field.name: getattr(work, field.name) for field in fields(work)}


def _publication(told: dict[str, Any]) -> Publication:
    reference, documents, same_as = (told.pop(name) for name in ("reference", "documents", "same_as"))
    return Publication(
        reference=Reference(*reference), documents=tuple(documents), same_as=tuple(_references(same_as)), **told
    )


def _references(pairs: _References) -> Iterable[Reference]:
    return (Reference(prefix, identifier) for prefix, identifier in pairs)
