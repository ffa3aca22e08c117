"""The session of `pohgraph review`: shows a claim, waits for a key, and writes the decision before the next one."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from rich.padding import Padding
from rich.text import Text

from pohgraph.api.explain import Explainer
from pohgraph.api.layout import IDENTIFIER, QUOTE
from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.cli.changing import asked_changes
from pohgraph.cli.explaining import legend, styled
from pohgraph.cli.keys import END, ask, read_key, single_keys
from pohgraph.cli.styled import PlainConsole
from pohgraph.review.decision import (
    ACCEPT,
    EDIT,
    REJECT,
    UNDO,
    Decision,
    changes_in_words,
    decision_from,
    evidence_digest,
    statement_of,
)
from pohgraph.review.table import add_decision, read_entries
from pohgraph.review.worklist import decided_by

if TYPE_CHECKING:
    from pohgraph.model import Claim

_KEYS = {
    "a": "accept: the page says so",
    "r": "reject: the page does not say so",
    "e": "edit: the page says something else; you are asked what",
    "s": "skip: decide later",
    "n": "note: the reason, kept with the decision that follows",
    "u": "undo your last decision, and show its claim again",
    "q": "quit; decisions are in the file already",
    "?": "show these keys",
}
_PROMPT = "  ".join(
    f"[{key}]{text.partition(':')[0].partition(';')[0].split()[0].removeprefix(key)}"
    for key, text in _KEYS.items()
    if key != "?"
)
_DONE = {ACCEPT: "accepted", REJECT: "rejected", EDIT: "edited"}
_ENDS = (END, "\x1b", "q", "Q")


class Stepping:
    """One session: `claims` are the IRIs to step through, `path` is the file of decisions, `curator` the ORCID of who decides."""

    def __init__(self, view: GraphView, claims: Sequence[str], path: Path, curator: str) -> None:
        self._view = view
        self._explainer = Explainer(view)
        self._claims = claims
        self._path = path
        self._curator = curator
        self._console = PlainConsole(to_error=True)
        self._made: list[tuple[int, str]] = []  # places of claims decided in this session with the decision, for undo
        self._counts: Counter[str] = Counter()
        self._note = ""

    def run(self) -> None:
        """Step through the claims until the last one, or until the curator quits.

        Raises:
            ReadError: the file of decisions cannot be read or written.
        """
        with single_keys():
            self._step()
        self._tell()

    def _step(self) -> None:
        decided = decided_by(read_entries(self._path), self._curator) if self._path.exists() else {}
        at, back = 0, -1
        while at < len(self._claims):
            iri = self._claims[at]
            (claim,) = read_claims_named(self._view, [iri], passages=True, rejected=True) or (None,)
            before = decided.get(iri)
            if claim is None or (before and at != back and _is_current(before, claim)):
                self._counts["decided before"] += claim is not None
                at += 1
                continue
            self._show(at, claim, before)
            step = self._decided(at, claim)
            if step is None:
                break
            at, back = step, step if step <= at else -1

    def _decided(self, at: int, claim: "Claim") -> int | None:
        """Where to go on after a key; None to end."""
        while True:
            self._console.print(Text(f"{_PROMPT}  [?]", style="dim"), end=" ", soft_wrap=True)
            key = read_key()
            self._console.print(key if key.isprintable() else "")
            if key in _ENDS:
                return None
            act = self._acts.get(key.lower())
            if act is None:
                self._console.print(Text(f"{key!r} is no key: press ? for the keys", style="yellow"))
                continue
            step = act(at, claim)
            if step is not None:
                return step

    @property
    def _acts(self) -> "dict[str, Callable[[int, Claim], int | None]]":
        return {
            "a": lambda at, claim: self._write(at, claim, ACCEPT),
            "r": lambda at, claim: self._write(at, claim, REJECT),
            "e": self._edit,
            "s": self._skip,
            "n": self._take_note,
            "u": self._undo,
            "?": self._help,
        }

    def _write(self, at: int, claim: "Claim", word: str, changes: dict[str, str] | None = None) -> int:
        given = {
            "claim": str(claim.id),
            "decision": word,
            "changes": changes or {},
            "comment": self._note,
            "curator": self._curator,
            "evidence": evidence_digest(claim.quotes),
            "statement": statement_of(claim),
        }
        add_decision(self._path, decision_from(given))
        self._made.append((at, word))
        self._counts[_DONE[word]] += 1
        self._note = ""
        return at + 1

    def _edit(self, at: int, claim: "Claim") -> int | None:
        changes = asked_changes(self._console, self._view, claim)
        return self._write(at, claim, EDIT, changes) if changes else None

    def _skip(self, at: int, _: "Claim") -> int:
        self._counts["skipped"] += 1
        self._note = ""
        return at + 1

    def _take_note(self, _: int, __: "Claim") -> None:
        words = ask("Note", self._note)
        self._note = " ".join("".join(c if c.isprintable() else " " for c in words).split())[:2000]

    def _undo(self, at: int, _: "Claim") -> int | None:
        if not self._made:
            self._console.print(Text("nothing to undo in this session", style="yellow"))
            return None
        last, word = self._made.pop()
        given = {
            "claim": str(self._view.curie(NamedNode(self._claims[last]))),
            "decision": UNDO,
            "curator": self._curator,
        }
        add_decision(self._path, decision_from(given))
        self._counts[_DONE[word]] -= 1
        self._console.print(Text("undone", style="yellow"))
        return min(last, at)

    def _help(self, _: int, __: "Claim") -> None:
        for key, text in _KEYS.items():
            self._console.print(Text.assemble((f"  {key}  ", "bold"), text))

    def _show(self, at: int, claim: "Claim", before: Decision | None) -> None:
        console = self._console
        console.rule(f"{at + 1} of {len(self._claims)}", style="dim")
        (one,) = self._explainer.explained([claim])
        parts = [(kind, part) for kind, part in styled(one) if kind != IDENTIFIER]
        for (kind, part), (following, _) in pairwise([*parts, ("", "")]):
            console.print(part)
            if kind == QUOTE != following:
                console.print(Padding(legend(), (0, 0, 0, 4)))
        if before:
            words = changes_in_words(before["changes"])
            said = f"{before['decision']}{f' ({words})' if words else ''} on {before['date'][:10]}"
            console.print(Text(f"  you decided: {said}; the quotes have changed since", style="yellow"))

    def _tell(self) -> None:
        counts = ", ".join(f"{count:,} {word}" for word, count in self._counts.items() if count)
        self._console.print(Text(counts or "no claim to decide on"))


def _is_current(decision: Decision, claim: "Claim") -> bool:
    return decision["evidence"] in {"", evidence_digest(claim.quotes)}
