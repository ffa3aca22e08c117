"""Runs the integrity rules over a graph."""

from itertools import islice
from typing import TYPE_CHECKING

from pohgraph.check.result import CheckFinding, CheckResult
from pohgraph.check.rules import RULES, Rule
from pohgraph.schema.prefixes import compress
from pohgraph.store.rows import select

if TYPE_CHECKING:
    from pohgraph.store.graph import GraphStore

PART = "integrity"
_SHOWN = 50  # findings of one rule that are listed; the rest are counted
_SIZES = """
SELECT (COUNT(?claim) AS ?claims) WHERE { ?claim a biolink:Association }"""


def check_integrity(store: "GraphStore") -> CheckResult:
    """Evaluate every rule; each of its answers is a finding."""
    ((claims,),) = select(store, _SIZES)
    findings: list[CheckFinding] = []
    broken = 0
    for rule in RULES:
        found = _violations(store, rule)
        broken += bool(found)
        findings += found
    line = f"{PART}: {len(RULES) - broken} of {len(RULES)} rules hold for {claims} associations"
    return CheckResult(lines=(line,), findings=tuple(findings))


def _violations(store: "GraphStore", rule: Rule) -> list[CheckFinding]:
    rows = select(store, f"{rule.query} ORDER BY ?node")
    found = [_finding(rule, *row) for row in islice(rows, _SHOWN)]
    if rest := sum(1 for _ in rows):
        found.append(CheckFinding(part=PART, kind=rule.name, node="", message=f"and {rest} more; {rule.why}"))
    return found


def _finding(rule: Rule, node: str, value: str = "", object_: str = "") -> CheckFinding:
    what = rule.title.format(value=compress(value), object=compress(object_))
    return CheckFinding(part=PART, kind=rule.name, node=compress(node), message=f"{what}; {rule.why}")
