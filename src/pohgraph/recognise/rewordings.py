"""Finds names whose words stand in another order, or apart from each other, in a clause."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pohgraph.model import Span
from pohgraph.recognise.arrangements import Arrangement, arrangements
from pohgraph.recognise.candidates import Clause, Name, is_learned
from pohgraph.recognise.phrases import breaks_off, form, is_filler, is_light, is_quality
from pohgraph.recognise.words import ACCOMPANIED, AND, COMMA, COPULA, END, Words
from pohgraph.vocab.derivation import is_adverb, stem
from pohgraph.vocab.variants import said_for

_FEWEST = 2
_PARTS = frozenset(("coordinated", "predicate"))  # steps that put words together which the text keeps apart


class Reworded(NamedTuple):
    """The words at `places` make the name `key`."""

    key: str
    places: tuple[int, ...]
    arrangement: Arrangement

    def dropped(self, words: Words) -> tuple[int, ...]:
        """Content words between those of the name that it leaves out, other members of a list aside."""
        found: list[int] = []
        for before, after in pairwise(self.places):
            if after == before + 1:
                continue
            between = [p for p in range(before + 1, after + 1) if p == after or words.lemmas[p]]
            if not any({AND, COMMA, END, COPULA} & set(words.joins[p]) for p in between):
                found += [p for p in between[:-1] if p in self.arrangement.places and not is_filler(words.lemmas[p])]
        return tuple(found)

    def pieces(self, words: Words) -> list[Span]:
        """Where the name stands: its own piece first, then what it shares; one span where nothing comes between."""
        runs: list[list[int]] = []
        for place in self.places:
            between = range(runs[-1][-1] + 1, place) if runs else ()
            joined = "".join(words.joins[p] for p in (*between, place))
            near = not {AND, COMMA, END} & set(joined) and all(is_light(words.lemmas[p]) for p in between)
            if runs and near:
                runs[-1].append(place)
            else:
                runs.append([place])
        own = self.arrangement.own
        runs.sort(key=lambda run: own is not None and own not in run)
        return [Span(words.starts[run[0]], words.ends[run[-1]]) for run in runs]


def reworded(words: Words, clause: Clause) -> Iterator[Reworded]:
    """Every name an arrangement of the clause makes, none that a longer name of the same arrangement holds."""
    forms = {place: form(words.lemmas[place]) for chunk in clause.chunks for place in chunk.places}
    forms.update((place, form(words.lemmas[place])) for place in clause.heading)
    names: dict[str, list[Name]] = {}
    for name in clause.names:
        for word in name.forms:
            names.setdefault(word, []).append(name)
    made: list[Reworded] = []
    for arrangement in arrangements(clause.chunks, clause.heading):
        needed = {forms[place] for place in arrangement.needed}
        # A long clause has many names and many arrangements; any one word an arrangement needs leaves few names.
        fitting = [name for name in names.get(min(needed), ()) if needed <= name.forms]
        if fitting and len(arrangement.places) >= _FEWEST:
            made += _made(words, arrangement, fitting, forms, under_heading=bool(clause.heading))
    # What stands under a heading and belongs to a longer name of its own is not said of the heading.
    sets = [frozenset(hit.places) - (a.shared if (a := hit.arrangement).step == "heading" else set()) for hit in made]
    for hit, places in zip(made, sets, strict=True):
        if not any(places < others for others in sets):
            yield hit


def derived(words: Words, clause: Clause) -> Iterator[tuple[int, str]]:
    """Learned adjectives that stand alone, and the key of a name of their family: "is microcephalic"."""
    for chunk in clause.chunks:
        if len(chunk.needed) == 1:
            place = chunk.needed[0]
            base = words.lemmas[place]
            if is_learned(base):
                yield place, stem(base)


def _made(
    words: Words, arrangement: Arrangement, names: list[Name], forms_at: dict[int, str], *, under_heading: bool
) -> Iterator[Reworded]:
    where: dict[str, list[int]] = {}
    for place in arrangement.places:
        where.setdefault(forms_at[place], []).append(place)
    keys = [(name.forms, name.key) for name in names if name.forms <= where.keys()]
    shared = {forms_at[place] for place in arrangement.shared}
    for forms, key in keys:
        if (shared and not shared & forms) or any(forms < others for others, _ in keys):
            continue
        if arrangement.step in _PARTS and any(word.isdigit() for word in forms):
            continue
        hit = Reworded(key, tuple(sorted(_chosen(where[word], arrangement) for word in forms)), arrangement)
        if arrangement.step == "reworded" and not under_heading and _inverted(words, hit):
            continue
        if _may_drop(words, hit, forms) and not _specified(words, hit):
            yield hit


def _may_drop(words: Words, hit: Reworded, forms: frozenset[str]) -> bool:
    """Whether the words the name leaves out take nothing away from it: one adjective at most."""
    dropped = hit.dropped(words)
    if not dropped:
        return True
    if len(dropped) > 1 or forms & said_for("abnormality"):
        return False
    if any(ACCOMPANIED in words.joins[place] for place in hit.places[1:]):
        return False  # "hypospadias with overriding scrotum" is no scrotal hypospadias
    return is_quality(words.lemmas[dropped[0]])


def _specified(words: Words, hit: Reworded) -> bool:
    """Whether a word the name leaves out says which abnormality is meant: "capillary malformation of the hand"."""
    for place in hit.places:
        if hit.arrangement.step == "coordinated" and place == hit.places[-1]:
            continue  # "eye, ear and heart defects": what stands before is another member of the list
        if form(words.lemmas[place]) in said_for("abnormality") and place and not words.joins[place]:
            before = place - 1
            base = words.lemmas[before]
            if before not in hit.places and base and not is_filler(base) and not breaks_off(base):
                return True
    return False


def _chosen(places: list[int], arrangement: Arrangement) -> int:
    """Where a word of the name stands: where it is needed, else the last place it stands at."""
    return next((p for p in places if p in arrangement.needed), places[-1])


def _inverted(words: Words, hit: Reworded) -> bool:
    """Whether an adjective follows what it is said of, with no verb between: "ears low set", in notes.

    An adverb before an adjective is no such thing: "developmentally delayed".
    """
    first, last = words.lemmas[hit.places[0]], words.lemmas[hit.places[-1]]
    return is_quality(last) and not words.joins[hit.places[-1]] and not is_quality(first) and not is_adverb(first)
