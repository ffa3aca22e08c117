"""What sources disagree on, as a table."""

from collections.abc import Sequence

from pohgraph.api.table import Table, Value
from pohgraph.compare.rules import SEVERITIES, Conflict, chosen, rules
from pohgraph.compare.wording import CONFLICT_COLUMNS, conflict_row
from pohgraph.errors import QueryError
from pohgraph.model import Named
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.search.identifiers import iri_of
from pohgraph.store.source import OpenGraph

_LEFT_OUT = ("about", "label")  # `about` is a term of its own here, with its label


def conflicts(store: OpenGraph, *, disease: str = "", names: Sequence[str] = (), severity: str = "note") -> Table:
    """The conflicts of one disease, given by CURIE, or of all: one row each, the gravest rules first.

    Args:
        store: the graph.
        disease: a CURIE, or "" for all.
        names: only what these rules find; () for all.
        severity: only conflicts of this severity or a graver one.

    Raises:
        QueryError: there is no such rule or severity.
    """
    if unknown := [name for name in names if name not in rules()]:
        raise QueryError(f"no rule {unknown[0]!r}", hint=f"choose from {', '.join(rules())}")
    if severity not in SEVERITIES:
        raise QueryError(f"no severity {severity!r}", hint=f"choose from {', '.join(SEVERITIES)}")
    found = chosen(conflicts_in(store, disease=disease), severity=severity, names=names)
    columns = ("about", *(name for name in CONFLICT_COLUMNS if name not in _LEFT_OUT))
    return Table(columns, list(map(_row, found)), title="Where sources disagree")


def _row(conflict: Conflict) -> tuple[Value, ...]:
    cells = dict(zip(CONFLICT_COLUMNS, conflict_row(conflict), strict=True))
    about = Named(conflict.about, label=conflict.about_label, iri=iri_of(conflict.about))
    return (about, *(cell for name, cell in cells.items() if name not in _LEFT_OUT))
