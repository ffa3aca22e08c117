"""The report of a build as a store keeps it."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pohgraph.model import DocumentReport, Remark, Report


def as_json(report: Report) -> Iterator[str]:
    """The report as JSON, piece by piece: of many pages it is long."""
    return json.JSONEncoder(ensure_ascii=False, indent=1, default=_slots).iterencode(report)


def _slots(value: object) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]


def stored_report(text: str) -> Report:
    """The report of a build of pages as it was kept, of a graph that was not written again.

    Raises:
        ValueError: it is damaged.
    """
    try:
        told = json.loads(text)
        documents = tuple(DocumentReport(**{**doc, "counts": _pairs(doc["counts"])}) for doc in told["documents"])
        return Report(
            documents=documents,
            remarks=tuple(Remark(**remark) for remark in told["remarks"]),
            failures=tuple(told["failures"]),
            associations=told["associations"],
            quads=told["quads"],
            vocabularies=tuple(told["vocabularies"]),
            decisions=_pairs(told["decisions"]),
            is_unchanged=True,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _pairs(found: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in found)
