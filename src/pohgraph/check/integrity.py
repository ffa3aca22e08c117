"""Runs the integrity rules over a graph."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.rules import BLANK_NODE, RULES, Rule
from pohgraph.counting import counted
from pohgraph.schema.prefixes import compress
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

PART = "integrity"
_SHOWN = 50  # faults of one rule that are listed; the rest are counted
_SIZES = """
SELECT (COUNT(?claim) AS ?claims) WHERE { ?claim a biolink:Association }"""

_BLANK_ELSEWHERE = """
SELECT DISTINCT ?node WHERE {
  { SELECT ?g WHERE { GRAPH ?g {} MINUS { ?g a pohgraph:Document } } }
  GRAPH ?g { ?s ?p ?o } FILTER(isBlank(?s) || isBlank(?o)) BIND(IF(isBlank(?s), ?s, ?o) AS ?node) }"""


def check_integrity(store: "GraphStore", *, blank_nodes: Collection[str] | None = None) -> CheckResult:
    """Evaluate every rule; each of its answers is a fault.

    `blank_nodes` are those of the pages' graphs and of the default graph, where these have been read anyway: to look
    for them means to look at every node of the graph.
    """
    ((claims,),) = select(store, _SIZES)
    faults: list[Fault] = []
    broken = 0
    for rule in RULES:
        found = _violations(rule, _rows(store, rule, blank_nodes))
        broken += bool(found)
        faults += found
    line = f"{PART}: {len(RULES) - broken} of {len(RULES)} rules hold for {counted(int(claims), 'association')}"
    return CheckResult(lines=(line,), faults=tuple(faults))


def _rows(store: "GraphStore", rule: Rule, blank_nodes: Collection[str] | None) -> Iterator[tuple[str, ...]]:
    if rule.name == BLANK_NODE and blank_nodes is not None:
        elsewhere = select(store, _BLANK_ELSEWHERE)
        return ((node,) for node in sorted({*blank_nodes, *(node for (node,) in elsewhere)}))
    return select(store, f"{rule.query} ORDER BY ?node")


def _violations(rule: Rule, rows: Iterator[tuple[str, ...]]) -> list[Fault]:
    found = [_fault(rule, *row) for row in islice(rows, _SHOWN)]
    if rest := sum(1 for _ in rows):
        found.append(Fault(part=PART, kind=rule.name, node="", message=f"{rest:,} more; {rule.why}"))
    return found


def _fault(rule: Rule, node: str, value: str = "", object_: str = "") -> Fault:
    what = rule.title.format(value=compress(value), object=compress(object_))
    return Fault(part=PART, kind=rule.name, node=compress(node), message=f"{what}; {rule.why}")
