"""How far a denial reaches: to the end of its clause and list, but not past a name for what it describes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.patterns import word_class
from pohgraph.language.searching import Searched
from pohgraph.model import Span

_FINITE = compiled(rf"\b{word_class('finite')}\b", re.IGNORECASE)
_CONCEDED = compiled(r"\W*(?:despite|in spite of)\b[^,;]*,", re.IGNORECASE)
_DENIED = compiled(r"\b(?:not|never|cannot)\b|n['\u2019]t\b", re.IGNORECASE)
_NOT_SAID_OF = compiled(rf"{_FINITE.pattern}|\b(?:where|that|such as|including)\b", re.IGNORECASE)


class _Patterns(NamedTuple):
    """What the words of `words.tsv` are sought with."""

    until: re.Pattern[str]
    gloss: re.Pattern[str]
    goes_on: re.Pattern[str]
    explains: re.Pattern[str]
    function: re.Pattern[str]
    or_else: re.Pattern[str]
    thing: re.Pattern[str]
    at_once: re.Pattern[str]
    second_item: re.Pattern[str]
    list_end: re.Pattern[str]
    subordinate: re.Pattern[str]


class Denials:
    """The denials of one sentence: `names` are its findings, `stops` end the reach of any cue, `ends` of denials alone."""

    def __init__(
        self, said: Searched, sentence: Span, names: Sequence[Span], stops: list[int], ends: list[int]
    ) -> None:
        self._said = said
        self._text = said.text
        self._sentence = sentence
        self._names = names
        self._stops = stops
        self._ends = ends

    def meaning(self, direction: str, last: int, mention: Span) -> str:
        """What a denial that ends at `last` makes of a mention in the same clause: "negation", "hedge", or "" for nothing."""
        if not self._reaches(direction, last, mention) or self._until(last, mention.end):
            return ""
        if direction != "verb" and _patterns().second_item.fullmatch(self._text, last, mention.start):
            return "hedge"  # "no seizures, and short stature": the next item of the list before, or denied too
        if self._describes(last, mention):
            # "Lack of energy (lethargy)" is lethargy; "no tears (alacrima)" and "no tearing (epiphora)" look alike.
            return "" if direction == "phrase" and not self._only_explains(last, mention) else "hedge"
        return "negation"

    def said_of(self, end: int, cue: Span) -> bool:
        """Whether a denial behind a mention that ends at `end` is said of it: "seizures, ataxia and ptosis are not seen"."""
        conceded = _CONCEDED.match(self._text, self._sentence.start, cue.start)
        if conceded and end < conceded.end():
            return False  # "despite the ataxia, intelligence is not affected"
        return not self._said.search(_NOT_SAID_OF, end, cue.start) and not self._until(cue.end, cue.end)

    def _reaches(self, direction: str, last: int, mention: Span) -> bool:
        between = self._text[last : mention.start]
        if direction == "verb":
            return _patterns().at_once.fullmatch(between) is not None
        if direction == "noun":
            return _patterns().thing.fullmatch(between) is not None
        if any_within(self._ends, last, mention.start):
            return False
        may_have_verb = direction in {"phrase", "list"} and not self._said.lacks(_told(), last, mention.start)
        if may_have_verb and _told().search(between.lstrip().partition(" ")[2]):
            # "A lack of the enzyme can cause seizures": the verb is not denied, as it is in "who have not had seizures".
            return False
        comma = between.find(",")
        if comma < 0:
            return True
        if direction == "phrase" or not self._same_clause(last, last + comma, mention):
            return False
        return direction != "list" or self._lists(last + comma, mention)

    def _same_clause(self, last: int, comma: int, mention: Span) -> bool:
        """Whether no clause of its own begins at a comma between a denial and a mention: "may have none, others have"."""
        if self._said.search(_FINITE, comma, mention.start):
            return False
        if not _patterns().subordinate.match(self._text, self._sentence.start, last):
            return True
        verb = self._said.search(_FINITE, mention.end, self._sentence.end)
        return verb is None or _patterns().list_end.search(self._text, comma, verb.start()) is not None

    def _lists(self, comma: int, mention: Span) -> bool:
        """Whether a mention behind a comma belongs to the list a denial begins: "without fever, cough or rash"."""
        end = self._said.search(_patterns().list_end, comma, self._stop_after(mention.end))
        return end is not None and (mention.start < end.end() or "," not in self._text[end.end() : mention.start])

    def _describes(self, last: int, mention: Span) -> bool:
        """Whether what is denied is how a finding is described: "eyes that do not look the same way (strabismus)".

        Where the words before the parenthesis name a finding themselves, both names are denied.
        """
        gloss = self._said.search(_patterns().gloss, last, self._stop_after(mention.end))
        if gloss is None or gloss.start() > mention.start:
            return False
        if gloss.end() <= mention.start and _patterns().goes_on.match(self._text, gloss.end()):
            return False
        return not any(last <= name.start and name.end <= gloss.start() for name in self._names)

    def _only_explains(self, last: int, mention: Span) -> bool:
        """Whether parentheses explain what is denied, or it goes on behind them: "absence of hemolysis (breakdown of cells) or jaundice".

        Nothing is denied where people are without a function: "lack of vision (blindness) or hearing loss".
        """
        gloss = self._said.search(_patterns().gloss, last, self._stop_after(mention.end))
        if gloss is None or _patterns().function.search(self._text, last, gloss.start()):
            return False
        if mention.start < gloss.end():
            return _patterns().explains.search(gloss[0]) is not None
        return _patterns().or_else.match(self._text, gloss.end()) is not None

    def _until(self, last: int, end: int) -> bool:
        """Whether the denial ends some day: "do not have seizures until adulthood"."""
        return self._said.search(_patterns().until, last, self._stop_after(end)) is not None

    def _stop_after(self, offset: int) -> int:
        """Where the clause at an offset ends."""
        first = bisect_left(self._stops, offset)
        return self._stops[first] if first < len(self._stops) else self._sentence.end


def holds(text: str, cue: Span, entity: Span) -> bool:
    """Whether a cue is a part of a finding's own words: not where it denies their verb, "does not impair vision or hearing"."""
    return cue.overlaps(entity) and not _DENIED.search(text, cue.start, max(cue.start, entity.start))


def any_within(places: list[int], start: int, end: int) -> bool:
    """Whether one of these offsets, in order, lies in a stretch; a table read as prose has hundreds."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


@cache
def _told() -> re.Pattern[str]:
    """A verb, which a denial before it does not pass."""
    told = alternation("recognise/context", "words.tsv", kind="told")
    return re.compile(rf"{_FINITE.pattern}|\b(?:{told})\b", re.IGNORECASE)


@cache
def _patterns() -> _Patterns:
    until, example, complement, list_end, subordinate, lacking, explains, function = (
        alternation("recognise/context", "words.tsv", kind=kind)
        for kind in ("until", "example", "complement", "list_end", "subordinate", "lacking", "explains", "function")
    )
    both = alternation("language", "function_words.tsv", kind="conjunction", column="word")
    return _Patterns(
        until=re.compile(rf"\b(?:{until})\b", re.IGNORECASE),
        # A parenthesis that says in one word what the words before it describe; no abbreviation, and no example.
        gloss=re.compile(rf"\((?![A-Z][A-Za-z0-9-]{{1,7}}\)|(?:{example}))[^()]*\)?"),
        goes_on=re.compile(rf"\s(?!(?:{both})\b)\w"),  # "no focal (localized) seizures"
        explains=re.compile(rf"\((?!(?:\w+\s)?(?:{lacking})\b).*\s(?:{explains})\s", re.IGNORECASE),
        function=re.compile(rf"\b(?:{function})\s*$", re.IGNORECASE),
        or_else=re.compile(rf",?\s(?:{list_end})\b", re.IGNORECASE),
        thing=re.compile(rf"\s*(?:(?!(?:{complement})\b)\w+\s+){{0,3}}"),  # "no known cure", not "no cause of"
        at_once=re.compile(rf"\s*(?:\w+\s+(?:{both})\s+)?"),  # "do not grow and gain weight"
        second_item=re.compile(r"[^,;]*,\s+and\s(?:(?!(?:no|not|nor|any|other|without)\b)[^,;])*", re.IGNORECASE),
        list_end=re.compile(rf"\b(?:{list_end})\b"),
        subordinate=re.compile(rf"\W*(?:{subordinate})\b", re.IGNORECASE),
    )
