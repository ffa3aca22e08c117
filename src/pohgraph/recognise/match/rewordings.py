"""Finds names whose words stand in another order, or apart from each other, in a clause."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pohgraph.language.derivation import is_adverb, stem
from pohgraph.language.roles import is_filler, is_learned, is_light, is_occasion, is_quality
from pohgraph.language.substitutions import said_for
from pohgraph.language.words import token_class
from pohgraph.recognise.match.arrangements import Arrangement, arrangements
from pohgraph.recognise.match.candidates import Clause, Name
from pohgraph.recognise.match.matches import COORDINATED, HEADING, PREDICATE, REWORDED
from pohgraph.recognise.match.phrases import breaks_off
from pohgraph.recognise.match.words import ACCOMPANIED, AND, COMMA, COPULA, END, OR, PREPOSITION, Words

_FEWEST = 2
_ADJECTIVES = 3  # of one thing besides that of a name: "widely spaced, deep-set eyes" without a comma
_PARTED = frozenset((AND, COMMA, END))
_INTERRUPTED = frozenset((AND, COMMA, END, COPULA))
_PARTS = frozenset((COORDINATED, PREDICATE))  # steps that put words together which the text keeps apart


class Reworded(NamedTuple):
    """The words at `places` make the name `key`.

    `dropped` are content words between those of the name that it leaves out, other members of a list aside.
    """

    key: str
    places: tuple[int, ...]
    arrangement: Arrangement
    dropped: tuple[int, ...]

    def pieces(self, words: Words) -> tuple[tuple[int, int], ...]:
        """The first and last places of its runs: its own first, then what it shares; one run where nothing comes between."""
        runs: list[list[int]] = []
        before = 0
        for place in self.places:
            if runs and _is_near(words, before, place):
                runs[-1].append(place)
            else:
                runs.append([place])
            before = place
        own = self.arrangement.own
        if own is not None and len(runs) > 1:
            runs.sort(key=lambda run: own not in run)
        return tuple([(run[0], run[-1]) for run in runs])


def _is_near(words: Words, before: int, place: int) -> bool:
    """Whether nothing of weight stands between two words."""
    for between in range(before + 1, place + 1):
        if _PARTED.intersection(words.joins[between]):
            return False
        if between < place and (not is_light(words.lemmas[between]) or _is_range(words, between)):
            return False
    return True


def reworded(words: Words, clause: Clause) -> list[Reworded]:
    """Every name an arrangement of the clause makes, none that a longer name of the same arrangement holds."""
    names: dict[str, list[Name]] = {}
    for name in clause.names:
        for letter in name.letters:
            names.setdefault(letter, []).append(name)
    letters = clause.letters
    known = {place for place, letter in letters.items() if letter in names}
    made: list[Reworded] = []
    for arrangement in arrangements(clause.chunks, clause.heading, known):
        if len(arrangement.places) < _FEWEST or not arrangement.needed <= known:
            continue
        needed = {letters[place] for place in arrangement.needed}
        # A long clause has many names and many arrangements; any one word an arrangement needs leaves few names.
        fitting = [name for name in names[min(needed)] if needed <= name.letters]
        if fitting:
            made += _made(words, arrangement, fitting, letters, under_heading=bool(clause.heading))
    made = [hit for hit in made if _goes_on(hit, made, clause)]
    if len(made) > 1:
        # What stands under a heading and belongs to a longer name of its own is not said of the heading.
        sets = [frozenset(hit.places) - (a.shared if (a := hit.arrangement).step == HEADING else set()) for hit in made]
        made = _maximal(made, sets)
    return made


def _goes_on(hit: Reworded, made: list[Reworded], clause: Clause) -> bool:
    """Whether the members of a list between the first words of one and another share these, too.

    "Joint pain, swelling and stiffness" are all of joints, and the swelling of "throat pain, fever and swelling" may be any.
    """
    shared, own = hit.arrangement.shared, hit.arrangement.own
    if hit.arrangement.step != COORDINATED or not shared or own is None:
        return True
    between = (
        chunk.needed[-1]
        for chunk in clause.chunks
        if chunk.needed and max(shared) < chunk.places[0] and chunk.places[-1] < own and own not in chunk.places
    )
    return all(any(head in o.places and not shared.isdisjoint(o.places) for o in made) for head in between)


def _maximal(made: list[Reworded], sets: list[frozenset[int]]) -> list[Reworded]:
    """Those whose places no other has along with more; looked for only among those that share the rarest place."""
    having: dict[int, list[frozenset[int]]] = {}
    distinct = dict.fromkeys(sets)
    for places in distinct:
        for place in places:
            having.setdefault(place, []).append(places)
    most = {
        places
        for places in distinct
        if not any(map(places.__lt__, min((having[place] for place in places), key=len, default=distinct)))
    }
    return [hit for hit, places in zip(made, sets, strict=True) if places in most]


def derived(words: Words, clause: Clause) -> Iterator[tuple[int, str]]:
    """Learned adjectives that stand alone, and the key of a name of their family: "is microcephalic", "psychotic symptoms"."""
    for chunk in clause.chunks:
        if len(chunk.needed) == 1 or (len(chunk.needed) == _FEWEST and is_occasion(words.lemmas[chunk.needed[1]])):
            place = chunk.needed[0]
            base = words.lemmas[place]
            if is_learned(base):
                yield place, stem(base)


def _made(
    words: Words, arrangement: Arrangement, names: list[Name], letters: dict[int, str], *, under_heading: bool
) -> Iterator[Reworded]:
    where: dict[str, list[int]] = {}
    for place in arrangement.places:
        where.setdefault(letters[place], []).append(place)
    placed = {
        name: tuple(sorted([_chosen(where[letter], arrangement) for letter in name.letters]))
        for name in names
        if name.letters <= where.keys()
    }
    # "An enlarged liver or spleen" is not both, but "Aplasia/Hypoplasia of" is either.
    fitting = {
        name: places
        for name, places in placed.items()
        if _either().issubset(name.key.split(" ")) or not _alternative(words, places)
    }
    shared = {letters[place] for place in arrangement.shared}
    for name, places in fitting.items():
        own = name.letters
        if (shared and not shared & own) or any(own < other.letters for other in fitting):
            continue
        if name.has_number and arrangement.step in _PARTS:
            continue
        if arrangement.step == REWORDED and not under_heading and _inverted(words, places):
            continue
        dropped = _dropped(words, places, arrangement)
        hit = Reworded(name.key, places, arrangement, dropped)
        if (not dropped or (_may_drop(words, hit) and not name.is_abnormality)) and not _specified(words, hit):
            yield hit


@cache
def _either() -> frozenset[str]:
    return frozenset(map(token_class, ("aplasia", "hypoplasia")))


def _alternative(words: Words, places: tuple[int, ...]) -> bool:
    """Whether two of the words stand on the two sides of an "or"."""
    return any(after == before + 1 and OR in words.joins[after] for before, after in pairwise(places))


def _dropped(words: Words, places: tuple[int, ...], arrangement: Arrangement) -> tuple[int, ...]:
    if places[-1] - places[0] == len(places) - 1:
        return ()
    found: list[int] = []
    for before, after in pairwise(places):
        if after == before + 1 or _INTERRUPTED.intersection(words.joins[after]):
            continue
        between: list[int] = []
        for place in range(before + 1, after):
            base = words.lemmas[place]
            if base and _INTERRUPTED.intersection(words.joins[place]):
                break
            if base and place in arrangement.places and not is_filler(base):
                between.append(place)
        else:
            found += between
    return tuple(found)


def _may_drop(words: Words, hit: Reworded) -> bool:
    """Whether the name may leave out these words: one adjective, or a few after another."""
    first, *others = hit.dropped
    several = hit.arrangement.step == REWORDED and len(others) < _ADJECTIVES and is_quality(words.lemmas[first - 1])
    if others and not several:
        return False
    if any(ACCOMPANIED in words.joins[place] for place in hit.places[1:]):
        return False  # "hypospadias with overriding scrotum" is no scrotal hypospadias
    return all(is_quality(words.lemmas[place]) for place in hit.dropped)


def _specified(words: Words, hit: Reworded) -> bool:
    """Whether a word the name leaves out says which abnormality is meant: "capillary malformation of the hand"."""
    for place in hit.places:
        if hit.arrangement.step == COORDINATED and place == hit.places[-1]:
            continue  # "eye, ear and heart defects": what stands before is another member of the list
        if token_class(words.lemmas[place]) in said_for("abnormality") and place and not words.joins[place]:
            before = place - 1
            base = words.lemmas[before]
            if before not in hit.places and base and not is_filler(base) and not breaks_off(base):
                return True
    return False


def _is_range(words: Words, place: int) -> bool:
    """Whether a word is the other end of a range: "moderate to severe" says two things."""
    ends = words.lemmas[place - 1 : place + 1]
    return words.joins[place] == PREPOSITION and len(ends) == _FEWEST and all(map(is_filler, ends))


def _chosen(places: list[int], arrangement: Arrangement) -> int:
    """Where a word of the name stands: where it is needed, else the last place it stands at."""
    return places[0] if len(places) == 1 else next((p for p in places if p in arrangement.needed), places[-1])


def _inverted(words: Words, places: tuple[int, ...]) -> bool:
    """Whether an adjective follows what it is said of, with no verb between: "ears low set", in notes.

    An adverb before an adjective is no such thing: "developmentally delayed". Nor is the noun of a verb: "chest tightening".
    """
    first, last = words.lemmas[places[0]], words.lemmas[places[-1]]
    if last.endswith("ening") or not is_quality(last) or words.joins[places[-1]]:
        return False
    return not is_quality(first) and not is_adverb(first)
