"""What a check looked at, and what it found wrong."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One thing that is wrong. `kind` is stable, `node` a CURIE or IRI, `message` says what and where."""

    part: str
    kind: str
    node: str
    message: str

    def __str__(self) -> str:
        place = self.kind if self.kind.startswith(f"{self.part} ") else f"{self.part}: {self.kind}"
        return f"{place}: {f'{self.node}: ' if self.node else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """`lines` say what was checked, with counts; a graph is sound where `faults` is empty."""

    lines: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @classmethod
    def joined(cls, results: Iterable["CheckResult"]) -> "CheckResult":
        """Several results as one, in their order."""
        parts = tuple(results)
        return cls(
            lines=tuple(line for part in parts for line in part.lines),
            faults=tuple(fault for part in parts for fault in part.faults),
        )


def excerpt(text: str, length: int = 60) -> str:
    """The start of a text, in quotation marks and on one line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= length else f'"{line[: length - 1]}…"'
