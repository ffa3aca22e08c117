"""The session of `pohgraph review`: shows a claim, waits for a key, and writes the decision before the next one."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from pohgraph.claims.reader import read_claims_named
from pohgraph.claims.view import GraphView
from pohgraph.cli.changing import asked_changes
from pohgraph.cli.keys import END, ask, read_key, single_keys
from pohgraph.cli.reviewed import ClaimScreen
from pohgraph.cli.styled import PlainConsole
from pohgraph.errors import ReadError
from pohgraph.legible import legible
from pohgraph.review.curators import orcid_in
from pohgraph.review.decision import ACCEPT, EDIT, REJECT, Decision, decision_from, evidence_digest, statement_of
from pohgraph.review.standing import Standing
from pohgraph.review.table import Entry

if TYPE_CHECKING:
    from pohgraph.model import Claim

_KEYS = {
    "a": "accept: the page says so",
    "r": "reject: the page does not say so",
    "e": "edit: the page says something else; you are asked what",
    "s": "skip: decide later",
    "n": "note: the reason, kept with the decision that follows",
    "b": "back to the claim before, also one of an earlier session; what you decided of it stays until you decide anew",
    "u": "undo your last decision, and show its claim again; where an earlier decision is shown, undo that one",
    "m": "more: the whole quote, all quotes and all that is known of the claim",
    "q": "quit; decisions are in the file already",
    "?": "show these keys",
}
_SHOWN_KEYS = "arensbumq"
_END_KEYS = {"b": "back", "u": "undo the last decision", "s": "the skipped ones again", "q": "quit"}
_DONE = {ACCEPT: "accepted", REJECT: "rejected", EDIT: "edited"}
_ENDS = (END, "\x1b", "q", "Q", "\x03")
_LONGEST = 2000  # characters of a note


class _Made(NamedTuple):
    """A decision of this session: of the claim at a place, in place of another."""

    at: int
    word: str
    before: Decision | None


class Stepping:
    """One session: `claims` are the IRIs to step through, `path` is the file of decisions, `curator` the ORCID of who decides.

    `recorded` are the decisions that the graph has already. `decided` shows the claims that are decided on, too.
    """

    def __init__(
        self,
        view: GraphView,
        claims: Sequence[str],
        path: Path,
        curator: str,
        recorded: Sequence[Entry] = (),
        *,
        decided: bool = False,
    ) -> None:
        self._view = view
        self._claims = claims
        self._curator = curator
        self._standing = Standing(path, curator, recorded)
        self._console = PlainConsole(to_error=True)
        self._screen = ClaimScreen(view, self._console)
        self._made: list[_Made] = []
        self._seen: list[int] = []  # places that were shown, for going back
        self._skipped: set[int] = set()
        self._before: set[int] = set()  # claims that were decided before
        self._shows_decided = decided
        self._taken_back = 0  # decisions of earlier sessions
        self._note = ""

    def run(self) -> None:
        """Step through the claims until the curator quits, or until the last one where nothing was done.

        Raises:
            ReadError: the file of decisions cannot be read.
        """
        with single_keys():
            try:
                self._step()
            except KeyboardInterrupt:  # what is decided is in the file
                self._console.print()
        self._tell()

    def _step(self) -> None:
        at, wanted = 0, -1  # `wanted` is shown though it is decided
        while True:
            step = self._look_at(at, is_wanted=at == wanted) if at < len(self._claims) else self._at_the_end()
            if step is None:
                return
            at, wanted = step, -1 if step == at + 1 else step

    def _look_at(self, at: int, *, is_wanted: bool) -> int | None:
        """Show a claim that is not decided, and do what a key says; gives where to go on, None to end."""
        claim = self._claim(at)
        if claim is None:
            return at + 1
        if not (is_wanted or self._shows_decided) and self._is_decided(claim):
            if all(made.at != at for made in self._made):
                self._before.add(at)
            return at + 1
        if at not in self._seen[-1:]:
            self._seen.append(at)
        self._show(at, claim)
        return self._after_key(at, claim)

    def _claim(self, at: int) -> "Claim | None":
        found = read_claims_named(self._view, [self._claims[at]], passages=True, rejected=True)
        return found[0] if found else None

    def _is_decided(self, claim: "Claim") -> bool:
        """Whether the curator has decided on it as it is now, or made it by an edit."""
        if mine := self._standing.mine(claim.id.iri):
            return _is_current(mine, claim)
        return bool(claim.revision_of) and any(orcid_in(curator) == self._curator for curator in claim.curators)

    def _show(self, at: int, claim: "Claim") -> None:
        self._console.rule(f"{at + 1} of {len(self._claims)}", style="dim")
        self._screen.show(claim)
        if mine := self._standing.mine(claim.id.iri):
            changed = "" if _is_current(mine, claim) else "; the quotes have changed since"
            self._screen.tell_decision("you decided", mine, changed)
        for other in self._standing.others(claim.id.iri):
            self._screen.tell_decision(f"{other['curator']} decided", other)

    def _after_key(self, at: int, claim: "Claim") -> int | None:
        """Where to go on after a key; None to end."""
        prompt = "  ".join(f"[{key}]{_KEYS[key].split()[0].rstrip(':;').removeprefix(key)}" for key in _SHOWN_KEYS)
        while True:
            if self._note:
                self._say(f"note for the next decision: “{self._note}”", style="cyan")
            key = self._key(f"{prompt}  [?]")
            if key in _ENDS:
                return None
            act = self._acts.get(key.lower())
            if act is None:
                self._say(
                    f"{key!r} is no key: press ? for the keys" if key.isprintable() and key else "press ? for the keys"
                )
                continue
            step = act(at, claim)
            if step is not None:
                return step

    def _at_the_end(self) -> int | None:
        """Behind the last claim: the last decision can be undone, and skipped claims can be shown again."""
        if not self._seen:
            return None
        can = {"u": bool(self._made), "s": bool(self._skipped)}
        keys = {key: text for key, text in _END_KEYS.items() if can.get(key, True)}
        self._console.rule("that was the last claim", style="dim")
        while True:
            key = self._key("  ".join(f"[{key}] {text}" for key, text in keys.items())).lower()
            if key in (*_ENDS, "\r", "\n"):
                return None
            if key == "u" and can["u"]:
                return self._undo()
            if key == "b":
                return self._seen[-1]
            if key == "s" and can["s"]:
                return min(self._skipped)
            self._say("there is no claim any more: " + ", ".join(f"{key} {text}" for key, text in keys.items()))

    @property
    def _acts(self) -> "dict[str, Callable[[int, Claim], int | None]]":
        return {
            "a": lambda at, claim: self._write(at, claim, ACCEPT),
            "r": lambda at, claim: self._write(at, claim, REJECT),
            "e": self._edit,
            "s": self._skip,
            "n": self._take_note,
            "b": self._back,
            "u": self._undo_here,
            "m": self._more,
            "?": self._help,
        }

    def _write(self, at: int, claim: "Claim", word: str, changes: dict[str, str] | None = None) -> int | None:
        given = {
            "claim": str(claim.id),
            "decision": word,
            "changes": changes or {},
            "comment": self._note,
            "curator": self._curator,
            "evidence": evidence_digest(claim.quotes),
            "statement": statement_of(claim),
        }
        try:
            before = self._standing.add(decision_from(given))
        except ReadError as error:  # nothing is lost: the claim stays, and the file can be mended meanwhile
            self._say(f"not written: {error}", style="bold red")
            return None
        self._made.append(_Made(at, word, before))
        self._skipped.discard(at)
        self._note = ""
        return at + 1

    def _edit(self, at: int, claim: "Claim") -> int | None:
        changes = asked_changes(self._console, self._view, claim)
        return self._write(at, claim, EDIT, changes) if changes else None

    def _skip(self, at: int, _: "Claim") -> int:
        if not self._standing.mine(self._claims[at]):
            self._skipped.add(at)
        self._drop_note()
        return at + 1

    def _drop_note(self) -> None:
        if self._note:
            self._say(f"the note was not kept, since no decision followed: “{self._note}”")
        self._note = ""

    def _take_note(self, _: int, __: "Claim") -> None:
        words = ask("Note (- for none)" if self._note else "Note", self._note)
        self._note = " ".join(legible(words).split())[:_LONGEST] if words.strip() != "-" else ""

    def _back(self, at: int, _: "Claim") -> int | None:
        earlier = [place for place in self._seen if place < at]
        if not earlier:  # before the first one that was shown are those that were decided before
            if (place := next((place for place in reversed(range(at)) if self._claim(place)), -1)) >= 0:
                return place
            self._say("this is the first claim")
            return None
        self._seen = [place for place in self._seen if place < max(earlier)]
        return max(earlier)

    def _undo_here(self, at: int, claim: "Claim") -> int | None:
        """Undo the decision of an earlier session on the claim that is shown, or else the last one of this session."""
        if self._standing.mine(claim.id.iri) is None or any(made.at == at for made in self._made):
            return self._undo()
        if not self._take_back(at, None):
            return None
        self._taken_back += 1
        self._before.discard(at)
        return at

    def _undo(self) -> int | None:
        if not self._made:
            self._say("nothing to undo in this session; b goes back to earlier decisions, where u undoes them")
            return None
        last = self._made[-1]
        if not self._take_back(last.at, last.before):
            return None
        self._made.pop()
        return last.at

    def _take_back(self, at: int, before: Decision | None) -> bool:
        claim = self._claim(at)
        named, words = (str(claim.id), statement_of(claim)) if claim else (self._claims[at], "")
        try:
            self._standing.take_back(named, words, before)
        except ReadError as error:
            self._say(f"not written: {error}", style="bold red")
            return False
        self._say("undone")
        return True

    def _more(self, _: int, claim: "Claim") -> None:
        self._screen.show(claim, whole=True)

    def _help(self, _: int, __: "Claim") -> None:
        for key, text in _KEYS.items():
            self._console.print(Text.assemble((f"  {key}  ", "bold"), text))

    def _key(self, prompt: str) -> str:
        self._console.print(Text(prompt, style="dim"), end=" ", soft_wrap=True)
        key = read_key()
        self._console.print(key if key.isprintable() else "")
        return key

    def _say(self, text: str, style: str = "yellow") -> None:
        self._console.print(Text(text, style=style))

    def _tell(self) -> None:
        self._drop_note()
        counts = Counter(_DONE[made.word] for made in self._made)
        counts["skipped"] = len(self._skipped)
        counts["decided before"] = len(self._before)
        counts["taken back"] = self._taken_back
        told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
        if self._before and not self._seen:
            told += "; there is nothing else to decide on. --decided shows these again"
        nothing = "nothing decided" if self._seen else "no claim to decide on"
        self._console.print(Text(told or nothing))


def _is_current(decision: Decision, claim: "Claim") -> bool:
    return decision["evidence"] in {"", evidence_digest(claim.quotes)}
