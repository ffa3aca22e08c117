"""Which words of a clause may make one name together: within a phrase, shared in a list, across a copula, by a heading."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from pohgraph.recognise.match.matches import COORDINATED, HEADING, PREDICATE, REWORDED
from pohgraph.recognise.match.phrases import Chunk
from pohgraph.recognise.match.words import ACCOMPANIED, AND, COPULA, DETERMINER, PREPOSITION

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


def arrangements(clause: Sequence[Chunk], heading: tuple[int, ...], known: Container[int]) -> list[Arrangement]:
    """Every arrangement of a clause that may be a name; `heading` are the words of the heading it stands under.

    `known` are the places whose words some name has: an arrangement that needs another one makes no name.
    """
    phrases = _phrases(clause)
    found: list[Arrangement] = []
    for number, phrase in enumerate(phrases):
        listed = number + 1 < len(phrases) and phrases[number + 1][0].join == AND
        found += _within(phrase, known, listed=listed)
    if len(phrases) > 1:
        found += _lists(phrases, known)
        found += _predicates(phrases, known)
    if heading:
        found += _under(phrases, heading)
    return found


def _phrases(clause: Sequence[Chunk]) -> list[list[Chunk]]:
    """Chunks held together by prepositions."""
    found: list[list[Chunk]] = []
    for chunk in clause:
        if not found or chunk.join not in {PREPOSITION, ACCOMPANIED}:
            found.append([])
        found[-1].append(chunk)
    return found


def _within(phrase: list[Chunk], known: Container[int], *, listed: bool) -> Iterator[Arrangement]:
    for first in range(len(phrase)):
        places: tuple[int, ...] = ()
        heads: list[int] = []
        for last in range(first, min(first + _PHRASE_REACH, len(phrase))):
            chunk = phrase[last]
            places += chunk.places
            if chunk.needed:
                if chunk.needed[-1] not in known:
                    break
                heads.append(chunk.needed[-1])
            if last > first and listed and last == len(phrase) - 1 and (chunk.quality or not chunk.needed):
                continue  # "ears with overfolded and thick helix": the adjective belongs to what follows
            if heads and len(places) > 1:
                yield Arrangement(places, frozenset(heads), frozenset(), REWORDED, None)


def _lists(phrases: list[list[Chunk]], known: Container[int]) -> Iterator[Arrangement]:
    for first, phrase in enumerate(phrases):
        pure = phrase[-1].pure
        for phrase_after in phrases[first + 1 : first + _LIST_REACH]:
            later = phrase_after[0]
            if later.join != AND:
                break
            if phrase[-1].needed and later.needed and later.needed[-1] in known:
                hangs = first > 0 and _hangs(phrases[first - 1], phrase)
                yield from _shared(phrase, later, whole=len(phrase_after) == 1, hangs=hangs)
                if pure and not later.opened and not later.quality:
                    yield from _some(phrase[-1], later)
            pure = pure and later.pure
            if len(phrase) == 1 and len(phrase_after) > 1 and phrase_after[1].join == PREPOSITION:
                yield from _shared_place(phrase[0], phrase_after[1])
            if len(later.needed) > 1 and not later.quality:
                break  # a whole thing with its own quality ends the list


def _hangs(before: list[Chunk], phrase: list[Chunk]) -> bool:
    """Whether a thing goes on with what a preposition before it began: the "legs" of "in the arms and legs"."""
    if len(phrase) > 1 or phrase[0].join != AND or phrase[0].quality:
        return False
    return before[-1].join == PREPOSITION and not before[-1].quality


def _shared_place(earlier: Chunk, where: Chunk) -> Iterator[Arrangement]:
    """What hangs on the last member of a list may hang on an earlier one: "underdevelopment and tearing of the iris"."""
    if earlier.needed and where.needed and not earlier.quality:
        needed = frozenset((earlier.needed[-1], where.needed[-1]))
        yield Arrangement(earlier.places + where.places, needed, frozenset(), COORDINATED, earlier.needed[-1])


def _shared(phrase: list[Chunk], later: Chunk, *, whole: bool, hangs: bool) -> Iterator[Arrangement]:
    """Words one member of a list has for both: "short and broad fingers", "long fingers and toes".

    With `hangs`, what follows behind a comma has none for the phrase: "of the ankles and legs, chest pain".
    """
    earlier = phrase[-1]
    before = phrase[-2] if len(phrase) > 1 else None
    heads = frozenset(before.needed[-1:]) if before else frozenset()
    around = before.places if before else ()
    # The later member's last word is the head of both.
    # "Skin and bones" are no bone in the skin: without a quality, the later member has a word of its own.
    # "Both sides of the body, and muscle pain": what follows the comma has nothing for the body.
    parted = later.comma and (hangs or (earlier.join == PREPOSITION and earlier.opened))
    alike = len(earlier.needed) == 1 and len(later.needed) > 1 and not parted
    if not later.opened and not later.quality and (earlier.quality or alike):
        needed = frozenset((*earlier.needed, later.needed[-1]))
        own = earlier.needed[0]
        yield Arrangement(earlier.places + later.places, needed, frozenset(), COORDINATED, own)
        if before:
            yield Arrangement(around + earlier.places + later.places, heads | needed, frozenset(), COORDINATED, own)
    # The earlier member's first words, or the phrase it hangs on, go for both.
    if before and whole:
        yield Arrangement(
            around + later.places, heads | frozenset(later.needed), frozenset(), COORDINATED, later.needed[-1]
        )
        # "Changes in the pigmentation of the hair and skin": both of what comes before.
        for first in (chunk for chunk in phrase[-3:-2] if chunk.needed):
            needed = heads | frozenset((first.needed[-1], *later.needed))
            yield Arrangement(first.places + around + later.places, needed, frozenset(), COORDINATED, later.needed[-1])
    if len(earlier.needed) > 1 and whole and not later.opened and (earlier.quality or not later.pure):
        said = frozenset() if earlier.quality else frozenset(earlier.needed[:-1])
        yield Arrangement(
            around + tuple(p for p in earlier.places if p != earlier.needed[-1]) + later.places,
            heads | said | frozenset(later.needed),
            frozenset(earlier.needed[:-1]),
            COORDINATED,
            later.needed[-1],
        )


def _some(adjectives: Chunk, later: Chunk) -> Iterator[Arrangement]:
    """The first and the last of several adjectives before their noun: "small umbilical and ventral hernia"."""
    needed = adjectives.needed
    for some in [needed[:1], *(needed[first:] for first in range(1, len(needed)))] if len(needed) > 1 else ():
        yield Arrangement(some + later.places, frozenset((*some, later.needed[-1])), frozenset(), COORDINATED, some[0])


def _predicates(phrases: list[list[Chunk]], known: Container[int]) -> Iterator[Arrangement]:
    for number in range(len(phrases) - 1):
        if phrases[number + 1][0].join != COPULA:
            continue
        subjects = _list_before(phrases, number)
        for place, said in enumerate(phrases[number + 1 : number + 1 + _LIST_REACH]):
            if place and said[0].join != AND:
                break
            if place and said[0].comma and said[0].opened and not phrases[number + 1][0].opened:
                break  # the subject of another clause: "the toes are short, and the second and third ones are fused"
            after = phrases[number + place + 2] if number + place + 2 < len(phrases) else None
            if place and after and after[0].join == COPULA:
                break  # the subject of another clause
            if after and after[0].join == DETERMINER:
                break  # "the foot is missing the second digit": a verb with its object
            if said[0].needed and said[0].needed[-1] in known:
                earlier = phrases[number + place][0] if place else None
                yield from _said_of(subjects, said[0], earlier, known)


def _said_of(
    subjects: list[list[Chunk]], said: Chunk, earlier: Chunk | None, known: Container[int]
) -> Iterator[Arrangement]:
    """What is said of each subject, alone and with the member of the list `earlier`."""
    for place, whose in enumerate(subjects):
        # "Levels of calcium are low": what has the levels is the subject.
        head = next((chunk.needed[-1] for chunk in whose if chunk.needed), None)
        if head is None or head not in known:
            continue
        subject = tuple([at for chunk in whose for at in chunk.places])
        # "The liver and spleen are large": what is said goes with the nearest, and the others stand apart.
        own = head if place else said.needed[-1]
        if earlier and earlier.needed:
            places = subject + earlier.places + said.places
            needed = frozenset((head, *earlier.needed, *said.needed))
            yield Arrangement(places, needed, frozenset(), PREDICATE, own)
        yield Arrangement(subject + said.places, frozenset((head, *said.needed)), frozenset(), PREDICATE, own)


def _list_before(phrases: list[list[Chunk]], number: int) -> list[list[Chunk]]:
    subjects = [phrases[number]]
    inserted = phrases[number + 1][0].comma  # "the arms and legs, and the hands, are short"
    while number and phrases[number][0].join == AND:
        if not inserted and _begins_clause(phrases[number - 1], phrases[number]):
            break
        number -= 1
        subjects.append(phrases[number])
    return subjects


def _begins_clause(before: list[Chunk], phrase: list[Chunk]) -> bool:
    """Whether ", and their arms" is no member of a list: "a short trunk and neck, and their arms appear long"."""
    return phrase[0].comma and phrase[0].opened and not before[0].opened


def _under(phrases: list[list[Chunk]], heading: tuple[int, ...]) -> Iterator[Arrangement]:
    statements = [run for phrase in phrases for run in _accompanying(phrase)]
    for number, (phrase, bare) in enumerate(zip(statements, _bare(statements), strict=True)):
        if phrase[0].join in {COPULA, DETERMINER} or len(phrase) > _PHRASE_REACH or not phrase[0].needed:
            continue
        after = statements[number + 1] if number + 1 < len(statements) else None
        listed = after if after and after[0].join == AND and len(after) == 1 and after[0].needed else None
        if phrase[0].quality and not bare:
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
        yield Arrangement(places, needed, frozenset((place,)), HEADING, max(needed))


def _bare(phrases: list[list[Chunk]]) -> Iterator[bool]:
    """Of each member of a list, whether nothing but adjectives stands before it there."""
    bare = pure = False
    for number, phrase in enumerate(phrases):
        bare = (bare and pure) if number and phrase[0].join == AND else phrase[0].join != COPULA
        yield bare
        pure = phrase[-1].pure
