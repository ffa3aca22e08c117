"""The report of a build as a store keeps it."""

import json
from collections.abc import Iterator
from dataclasses import fields

from pohgraph.model import Report


def as_json(report: Report) -> Iterator[str]:
    """The report as JSON, piece by piece: of many pages it is long."""
    return json.JSONEncoder(ensure_ascii=False, indent=1, default=_slots).iterencode(report)


def _slots(value: object) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]
