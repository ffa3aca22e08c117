"""Runs the integrity rules over a graph."""

from itertools import islice
from typing import TYPE_CHECKING

from pohgraph.check.result import CheckResult, Fault
from pohgraph.check.rules import RULES, Rule
from pohgraph.counting import counted
from pohgraph.schema.prefixes import compress
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

PART = "integrity"
_SHOWN = 50  # faults of one rule that are listed; the rest are counted
_SIZES = """
SELECT (COUNT(?claim) AS ?claims) WHERE { ?claim a biolink:Association }"""


def check_integrity(store: "GraphStore") -> CheckResult:
    """Evaluate every rule; each of its answers is a fault."""
    ((claims,),) = select(store, _SIZES)
    faults: list[Fault] = []
    broken = 0
    for rule in RULES:
        found = _violations(store, rule)
        broken += bool(found)
        faults += found
    line = f"{PART}: {len(RULES) - broken} of {len(RULES)} rules hold for {counted(int(claims), 'association')}"
    return CheckResult(lines=(line,), faults=tuple(faults))


def _violations(store: "GraphStore", rule: Rule) -> list[Fault]:
    rows = select(store, f"{rule.query} ORDER BY ?node")
    found = [_fault(rule, *row) for row in islice(rows, _SHOWN)]
    if rest := sum(1 for _ in rows):
        found.append(Fault(part=PART, kind=rule.name, node="", message=f"{rest:,} more; {rule.why}"))
    return found


def _fault(rule: Rule, node: str, value: str = "", object_: str = "") -> Fault:
    what = rule.title.format(value=compress(value), object=compress(object_))
    return Fault(part=PART, kind=rule.name, node=compress(node), message=f"{what}; {rule.why}")
