"""The report of a build as a store keeps it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from pohgraph.model import DocumentReport, Remark, Report

_LONG = ("documents", "remarks")  # fields with an item for each page or more


def as_json(report: Report) -> Iterator[str]:
    """The report as JSON, piece by piece: of many pages it is long."""
    before = "{"
    for field in fields(report):
        yield f'{before}\n "{field.name}": '
        value = getattr(report, field.name)
        yield from _as_list(value) if field.name in _LONG and value else [_indented(value)]
        before = ","
    yield "\n}"


def _as_list(items: Iterable[object]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n  {_indented(item, depth=2)}"
        before = ","
    yield "\n ]"


def _indented(value: object, depth: int = 1) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_slots)
    return text.replace("\n", "\n" + " " * depth)


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
