"""What an edit changes: asked on the terminal, and checked before it is written."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from rich.console import Console
from rich.text import Text

from pohgraph.claims.decisions import changes_in_words
from pohgraph.claims.known import KnownHere
from pohgraph.claims.reader import read_claims_named
from pohgraph.cli.keys import END, ask, read_key
from pohgraph.errors import UnknownReferenceError
from pohgraph.model import STATES, Named, Reference
from pohgraph.review.edits import IncompleteError, edited
from pohgraph.schema.branches import ONSET
from pohgraph.schema.categories import Category
from pohgraph.schema.frequencies import bands
from pohgraph.schema.prefixes import standardise
from pohgraph.schema.relations import PREDICATES, RELATIONS
from pohgraph.store.revised import revised_iri
from pohgraph.vocab.lexicon import open_lexicon

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView
    from pohgraph.model import Claim
    from pohgraph.search import Hit
    from pohgraph.store.source import Queryable
    from pohgraph.vocab.lexicon import Lexicon

_FIELDS = {"o": "object", "f": "frequency", "t": "onset", "s": "state", "p": "predicate", "u": "subject"}
_KINDS = {
    Category.PHENOTYPIC_FEATURE.curie: "phenotype",
    Category.DISEASE.curie: "disease",
    Category.GENE.curie: "gene",
}
_ASK = "Change s[u]bject  [p]redicate  [o]bject  [s]tate  [f]requency  onse[t];  Enter saves, Esc leaves all as it is"
_BANDS = "a decision holds one of these bands, and no count such as 12/20 or other words"
_SHOWN, _LOOKED_AT = 8, 60  # candidates for a name, and those that they are chosen from


def asked_changes(console: Console, view: "GraphView", claim: "Claim") -> dict[str, str]:
    """What the curator changes; empty where nothing is. A value that could not be applied goes, and the others stay."""
    lexicon = open_lexicon()
    changes: dict[str, str] = {}
    while True:
        if changes:
            console.print(Text(f"  {in_words(changes, lexicon)}", style="cyan"))
        console.print(Text(_ASK, style="dim"), end=" ", soft_wrap=True)
        key = read_key()
        console.print(key if key.isprintable() else "")
        if key in {"\x1b", END, "q"}:
            return {}
        if key in {"\r", "\n"}:
            fault = _fault(view, claim, changes, lexicon) if changes else None
            if fault is None:
                return changes
            _drop(console, changes, fault.field if isinstance(fault, IncompleteError) else [*changes][-1], fault)
        elif field := _FIELDS.get(key.lower()):
            value = _asked(console, view, claim, changes, field, lexicon)
            if value is not None:
                before = changes.pop(field, None)
                changes[field] = value  # the last one, also where it was there
                _check(console, view, claim, changes, lexicon)
                if field not in changes and before is not None:
                    changes[field] = before


def in_words(changes: Mapping[str, str], lexicon: "Lexicon") -> str:
    """What an edit changes, with what the vocabularies call it."""
    return changes_in_words({name: _labelled(value, lexicon) for name, value in changes.items()})


def _labelled(value: str, lexicon: "Lexicon") -> str:
    try:
        label = lexicon.label(standardise(value))
    except (UnknownReferenceError, ValueError):
        return value
    return f"{label} ({value})" if value and label != value else value


def _fault(view: "GraphView", claim: "Claim", changes: dict[str, str], lexicon: "Lexicon") -> ValueError | None:
    try:
        edited(claim, changes, lexicon, KnownHere(view.whole))
    except ValueError as error:
        return error
    return None


def _check(console: Console, view: "GraphView", claim: "Claim", changes: dict[str, str], lexicon: "Lexicon") -> None:
    """Say what else has to change, drop a last value that is refused, and say where the edit makes a claim that is there."""
    fault = _fault(view, claim, changes, lexicon)
    if isinstance(fault, IncompleteError):
        console.print(Text(f"  {fault}", style="yellow"))
    elif fault:
        _drop(console, changes, [*changes][-1], fault)
    else:
        new = revised_iri(edited(claim, changes, lexicon, KnownHere(view.whole))).value
        if new != claim.id.iri and read_claims_named(view, [new]):
            words = "the page already gives this claim: the edit adds your name to it, and takes this one back"
            console.print(Text(f"  {words}", style="yellow"))


def _drop(console: Console, changes: dict[str, str], field: str, fault: ValueError) -> None:
    value = changes.pop(field, "")
    console.print(Text(f"  {fault}", style="yellow"))
    console.print(Text(f"  {field} {value!r} is left out", style="yellow"))


def _asked(
    console: Console, view: "GraphView", claim: "Claim", changes: Mapping[str, str], field: str, lexicon: "Lexicon"
) -> str | None:
    if field == "state":
        return _one_of(console, [(state, "") for state in STATES])
    if field == "frequency":
        terms = [(term, lexicon.label(Reference.parse(term))) for term in bands()]
        return _one_of(console, [*terms, ("", "not said")], hint=_BANDS)
    if field == "predicate":
        own = [p for p in PREDICATES if _same_subject(claim, p)]
        return _one_of(console, [(predicate, "") for predicate in own])
    if field == "onset":
        return _onset(console, lexicon)
    if field == "object" and not isinstance(claim.object, Named):
        return ask("New object: the page's words").strip() or None
    predicate = changes.get("predicate", str(claim.predicate))
    rows = [row for row in RELATIONS if row.predicate.curie == predicate]
    kinds = [kind for row in rows for kind in (row.subjects if field == "subject" else row.objects)]
    return _term(console, view, field, next((_KINDS[one] for one in kinds if one in _KINDS), ""))


def _same_subject(claim: "Claim", predicate: str) -> bool:
    mine = {subject for row in RELATIONS if row.predicate.curie == claim.predicate for subject in row.subjects}
    return any(mine & {*row.subjects} for row in RELATIONS if row.predicate.curie == predicate)


def _onset(console: Console, lexicon: "Lexicon") -> str | None:
    """A term below HPO's onset; "" for none."""
    words = ask("New onset: CURIE or name (- for none)").strip()
    if words in {"", "-"}:
        return "" if words else None
    from pohgraph.search import search

    def is_onset(hit: "Hit") -> bool:
        reference = Reference.parse(hit.curie)
        return reference != ONSET and reference.prefix == ONSET.prefix and lexicon.is_a(reference, ONSET)

    return _one_hit(console, words, list(filter(is_onset, search(words, limit=_LOOKED_AT))))


def _term(console: Console, view: "GraphView", field: str, kind: str) -> str | None:
    """A term of a kind by its CURIE or name, of the vocabularies or of the graph."""
    words = ask(f"New {field}: CURIE or name").strip()
    if not words:
        return None
    from pohgraph.search import search

    return _one_hit(console, words, search(words, graph=cast("Queryable", view.whole), kind=kind, limit=_SHOWN))


def _one_hit(console: Console, words: str, hits: "Sequence[Hit]") -> str | None:
    if len(exact := [hit for hit in hits if hit.is_exact]) == 1:
        console.print(Text(f"  {exact[0].label} ({exact[0].curie})"))
        return exact[0].curie
    if not hits:
        return words  # a CURIE that no vocabulary names: the check says why it cannot be
    return _one_of(console, [(hit.curie, hit.label) for hit in hits[:_SHOWN]])


def _one_of(console: Console, choices: Sequence[tuple[str, str]], hint: str = "") -> str | None:
    """One of several values, by its number or name; None where none is chosen. Anything else is told, and asked again."""
    for number, (value, label) in enumerate(choices, start=1):
        console.print(Text.assemble((f"  {number:>2} ", "bold"), " ".join(filter(None, (label, value)))))
    while answer := ask("Number (Enter for none)").strip():
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1][0]
        for value, label in choices:
            if answer.casefold() in {value.casefold(), label.casefold()}:
                return value
        console.print(Text(f"  {answer!r} is none of the numbers 1 to {len(choices)}, nor a name", style="yellow"))
        if hint:
            console.print(Text(f"  {hint}", style="yellow"))
    return None
