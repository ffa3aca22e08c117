"""Which words of a clause may make one name together: within a phrase, shared in a list, across a copula, by a heading."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pohgraph.recognise.phrases import Chunk
from pohgraph.recognise.words import ACCOMPANIED, AND, COPULA, DETERMINER, PREPOSITION

_LIST_REACH = 5  # members of a list that may share a word
_PHRASE_REACH = 3  # chunks joined by prepositions


class Arrangement(NamedTuple):
    """Words that may make a name: it must hold those `needed`, and one of those `shared` if there are any.

    `step` says how they belong together; `own` is a word that belongs to this name alone, None where all do.
    """

    places: tuple[int, ...]
    needed: frozenset[int]
    shared: frozenset[int]
    step: str
    own: int | None


def arrangements(clause: Sequence[Chunk], heading: tuple[int, ...] = ()) -> Iterator[Arrangement]:
    """Every arrangement of a clause; `heading` are the words of the heading it stands under."""
    phrases = list(_phrases(clause))
    for number, phrase in enumerate(phrases):
        listed = number + 1 < len(phrases) and phrases[number + 1][0].join == AND
        yield from _within(phrase, listed=listed)
    yield from _lists(phrases)
    yield from _predicates(phrases)
    if heading:
        yield from _under(phrases, heading)


def _phrases(clause: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Chunks held together by prepositions."""
    phrase: list[Chunk] = []
    for chunk in clause:
        if phrase and chunk.join not in {PREPOSITION, ACCOMPANIED}:
            yield phrase
            phrase = []
        phrase.append(chunk)
    if phrase:
        yield phrase


def _within(phrase: list[Chunk], *, listed: bool) -> Iterator[Arrangement]:
    for first in range(len(phrase)):
        for last in range(first, min(first + _PHRASE_REACH, len(phrase))):
            run = phrase[first : last + 1]
            if len(run) > 1 and listed and last == len(phrase) - 1 and (run[-1].quality or not run[-1].needed):
                continue  # "ears with overfolded and thick helix": the adjective belongs to what follows
            needed = frozenset(chunk.needed[-1] for chunk in run if chunk.needed)
            if needed:
                yield Arrangement(tuple(p for c in run for p in c.places), needed, frozenset(), "reworded", None)


def _lists(phrases: list[list[Chunk]]) -> Iterator[Arrangement]:
    for first, phrase in enumerate(phrases):
        for phrase_after in phrases[first + 1 : first + _LIST_REACH]:
            if phrase_after[0].join != AND:
                break
            yield from _shared(phrase, phrase_after[0], whole=len(phrase_after) == 1)
            if len(phrase) == 1 and len(phrase_after) > 1 and phrase_after[1].join == PREPOSITION:
                yield from _shared_place(phrase[0], phrase_after[1])
            if len(phrase_after[0].needed) > 1 and not phrase_after[0].quality:
                break  # a whole thing with its own quality ends the list


def _shared_place(earlier: Chunk, where: Chunk) -> Iterator[Arrangement]:
    """What hangs on the last member of a list may hang on an earlier one: "underdevelopment and tearing of the iris"."""
    if earlier.needed and where.needed and not earlier.quality:
        needed = frozenset((earlier.needed[-1], where.needed[-1]))
        yield Arrangement(earlier.places + where.places, needed, frozenset(), "coordinated", earlier.needed[-1])


def _shared(phrase: list[Chunk], later: Chunk, *, whole: bool) -> Iterator[Arrangement]:
    """Words one member of a list has for both: "short and broad fingers", "long fingers and toes"."""
    earlier = phrase[-1]
    if not earlier.needed or not later.needed:
        return
    before = phrase[-2] if len(phrase) > 1 else None
    heads = frozenset(before.needed[-1:]) if before else frozenset()
    around = before.places if before else ()
    # The later member's last word is the head of both.
    if not later.quality and (earlier.quality or len(earlier.needed) == 1):
        needed = frozenset((*earlier.needed, later.needed[-1]))
        own = earlier.needed[0]
        yield Arrangement(earlier.places + later.places, needed, frozenset(), "coordinated", own)
        if before:
            yield Arrangement(around + earlier.places + later.places, heads | needed, frozenset(), "coordinated", own)
    # The earlier member's first words, or the phrase it hangs on, go for both.
    if before and whole:
        yield Arrangement(
            around + later.places, heads | frozenset(later.needed), frozenset(), "coordinated", later.needed[-1]
        )
    if len(earlier.needed) > 1 and whole and (earlier.quality or not later.pure):
        said = frozenset() if earlier.quality else frozenset(earlier.needed[:-1])
        yield Arrangement(
            around + tuple(p for p in earlier.places if p != earlier.needed[-1]) + later.places,
            heads | said | frozenset(later.needed),
            frozenset(earlier.needed[:-1]),
            "coordinated",
            later.needed[-1],
        )


def _predicates(phrases: list[list[Chunk]]) -> Iterator[Arrangement]:
    for number, (_, predicate) in enumerate(pairwise(phrases)):
        if predicate[0].join != COPULA:
            continue
        subjects = _list_before(phrases, number)
        for place, said in enumerate(phrases[number + 1 : number + 1 + _LIST_REACH]):
            if place and said[0].join != AND:
                break
            after = phrases[number + place + 2] if number + place + 2 < len(phrases) else None
            if place and after and after[0].join == COPULA:
                break  # the subject of another clause
            if after and after[0].join == DETERMINER:
                break  # "the foot is missing the second digit": a verb with its object
            for whose in subjects:
                if place and whose[0].needed and said[0].needed and phrases[number + place][0].needed:
                    both = (*phrases[number + place][0].places, *said[0].places)
                    yield Arrangement(
                        tuple(p for c in whose for p in c.places) + both,
                        frozenset((whose[0].needed[-1], *phrases[number + place][0].needed, *said[0].needed)),
                        frozenset(),
                        "predicate",
                        said[0].needed[-1],
                    )
                if whose[0].needed and said[0].needed:
                    yield Arrangement(
                        tuple(p for c in whose for p in c.places) + said[0].places,
                        frozenset((whose[0].needed[-1], *said[0].needed)),
                        frozenset(),
                        "predicate",
                        said[0].needed[-1],
                    )


def _list_before(phrases: list[list[Chunk]], number: int) -> list[list[Chunk]]:
    subjects = [phrases[number]]
    while number and phrases[number][0].join == AND:
        number -= 1
        subjects.append(phrases[number])
    return subjects


def _under(phrases: list[list[Chunk]], heading: tuple[int, ...]) -> Iterator[Arrangement]:
    statements = [run for phrase in phrases for run in _accompanying(phrase)]
    for number, phrase in enumerate(statements):
        if phrase[0].join in {COPULA, DETERMINER} or len(phrase) > _PHRASE_REACH or not phrase[0].needed:
            continue
        after = statements[number + 1] if number + 1 < len(statements) else None
        listed = after if after and after[0].join == AND and len(after) == 1 and after[0].needed else None
        if phrase[0].quality and not _bare(statements, number):
            continue  # "HANDS: thumb broad and long"
        if len(heading) > 1 and len(phrase) == len(phrase[0].needed) == 1 and not phrase[0].pure:
            continue  # "HAIR SKIN: left elbow"
        for run in [phrase, [*phrase, *listed]] if listed else [phrase]:
            yield from _headed(run, frozenset(p for chunk in run for p in chunk.needed), heading)
        if phrase[0].quality and listed and not listed[0].quality:
            # "NOSE: wide and flat bridge": where that names something, it is not the nose that is wide.
            needed = frozenset((*(p for chunk in phrase for p in chunk.needed), listed[0].needed[-1]))
            yield from _headed([*phrase, *listed], needed, heading)


def _accompanying(phrase: list[Chunk]) -> Iterator[list[Chunk]]:
    """The parts of a phrase that stand on their own under a heading: "EARS: low set with thin helices"."""
    run: list[Chunk] = []
    for chunk in phrase:
        if run and chunk.join == ACCOMPANIED:
            yield run
            run = []
        run.append(chunk)
    yield run


def _headed(run: list[Chunk], needed: frozenset[int], heading: tuple[int, ...]) -> Iterator[Arrangement]:
    for place in heading:
        places = (place, *(p for chunk in run for p in chunk.places))
        yield Arrangement(places, needed, frozenset((place,)), "heading", max(needed))


def _bare(phrases: list[list[Chunk]], number: int) -> bool:
    """Whether a list holds nothing but adjectives before its member `number`."""
    while phrases[number][0].join == AND and number:
        number -= 1
        if not phrases[number][-1].pure:
            return False
    return phrases[number][0].join != COPULA
