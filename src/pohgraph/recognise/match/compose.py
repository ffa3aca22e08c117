"""Names whose parts stand apart: a quality and the thing it is said of, joined by a template HPO has a name for."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.alternations import alternation
from pohgraph.language.cues import Cues
from pohgraph.language.verbs import verb_roles
from pohgraph.language.words import loose_key, phrase_key
from pohgraph.model import Span
from pohgraph.recognise.match.words import BREAK, content_words
from pohgraph.tables import package_table

_STOP = compiled(r"[;:]")
_IN_LISTS = frozenset({"including", "include", "includes"})  # they lead to more of a list


class Composed(NamedTuple):
    """A composed name: where the quality and the entity stand, the name's loose key, and its exact one."""

    quality: Span
    entity: Span
    key: str
    said: str


class _Composition(NamedTuple):
    template: str
    side: str
    reach: int


def compose(text: str, sentences: Sequence[Span], keys: Container[str]) -> Iterator[Composed]:
    """Every composed name of some sentences; `keys` are the loose keys of the vocabulary."""
    compositions, qualities = _compositions()
    for sentence in qualities.near(text, sentences):
        for number, match in qualities.find(text, sentence.start, sentence.end):
            yield from _composed(text, sentence, match, compositions[number], keys)


def _composed(
    text: str, sentence: Span, match: re.Match[str], composition: _Composition, keys: Container[str]
) -> Iterator[Composed]:
    groups = match.groupdict()
    quality = Span(*match.span("said" if groups.get("said") else 0))
    template = composition.template.replace("{thing}", groups.get("thing") or "")
    for entity, key, said in _entities(text, sentence, quality, composition, template, keys):
        yield Composed(quality, entity, key, said)


def _entities(
    text: str, sentence: Span, quality: Span, composition: _Composition, template: str, keys: Container[str]
) -> list[tuple[Span, str, str]]:
    """Each entity that makes a name with the quality, with its loose and exact key: those behind it, else those before."""
    found: list[tuple[Span, str, str]] = []
    if composition.side in {"after", "both"}:
        # A relative clause behind the quality speaks of something else again.
        ends = [m.start() for p in (_relative(), _STOP) if (m := p.search(text, quality.end, sentence.end))]
        behind = Span(quality.end, min(ends, default=sentence.end))
        found = _named(_near(text, behind, composition.reach), template, keys)
    elif composition.side == "list":
        things = _list(text, Span(quality.end, sentence.end))
        found = _named(_near(text, things, composition.reach), template, keys)
    if not found and composition.side in {"before", "both"}:
        stops = [match.end() for match in _STOP.finditer(text, sentence.start, quality.start)]
        before = Span(stops[-1] if stops else sentence.start, quality.start)
        found = _named(_near(text, before, -composition.reach), template, keys)
    return found


def _named(entities: Iterable[tuple[Span, str]], template: str, keys: Container[str]) -> list[tuple[Span, str, str]]:
    names = ((entity, template.format(entity=word)) for entity, word in entities)
    return [(entity, key, phrase_key(name)) for entity, name in names if (key := loose_key(name)) in keys]


def _list(text: str, stretch: Span) -> Span:
    """The list of things that begins right behind a quality: it ends before a verb, or at a word that begins another phrase."""
    end = _list_end().search(text, *stretch)
    return Span(stretch.start, end.start()) if end else stretch


def _near(text: str, stretch: Span, reach: int) -> Iterator[tuple[Span, str]]:
    words = content_words(text, stretch.start, stretch.end)
    places = [i for i, base in enumerate(words.lemmas) if base != BREAK]
    chosen = places[reach:] if reach < 0 else places[:reach]
    covered: set[int] = set()
    for span, entity in _phrases(text, stretch):
        inside = {i for i in chosen if span.start <= words.starts[i] < span.end}
        if inside:
            covered |= inside
            yield span, entity
    for i in chosen:
        if i not in covered:
            yield Span(words.starts[i], words.ends[i]), words.lemmas[i]


def _phrases(text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    for row in package_table("recognise/match", "entity_phrases.tsv"):
        for match in re.finditer(rf"\b{re.escape(row['phrase'])}\b", text[stretch.start : stretch.end], re.IGNORECASE):
            yield Span(stretch.start + match.start(), stretch.start + match.end()), row["entity"]


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:{alternation('language', 'relatives.tsv', column='word')})\b", re.IGNORECASE)


@cache
def _list_end() -> re.Pattern[str]:
    verbs = "|".join(word for word in verb_roles() if word not in _IN_LISTS)
    return re.compile(
        rf"[;:.]|\b(?:{alternation('recognise/match', 'list_ends.tsv', column='word')}|{verbs})\b", re.IGNORECASE
    )


@cache
def _compositions() -> tuple[tuple[_Composition, ...], Cues]:
    rows = package_table("recognise/match", "compositions.tsv")
    compositions = (_Composition(row["template"], row["side"], int(row["reach"])) for row in rows)
    return tuple(compositions), Cues(row["quality"] for row in rows)
