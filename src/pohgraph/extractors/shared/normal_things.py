"""What HPO calls the abnormality of a thing that a page names: of an ECG "Abnormal ECG", of the kidneys "Abnormality of the kidney".

No list of things is kept: a thing may be called normal where HPO has a name for it that says abnormal.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pohgraph.extractors.shared.prose import Prose
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import loose_key
from pohgraph.model import Reference, Span
from pohgraph.tables import package_table
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/shared", "normal_things_patterns.tsv")
_ABNORMAL = Reference("HP", "0000118")
_FIRM = ("LABEL", "EXACT")
_LONGEST = 5  # words of a thing
_FARTHEST = 160  # code points between a thing and what calls it normal
_KEPT = 1 << 14


@lru_cache(maxsize=_KEPT)
def abnormality_of(lexicon: Lexicon, thing: str) -> str:
    """The CURIE of the abnormality that HPO names with a thing, in any order of its words; "" where it names none, or several.

    What is examined stands for itself: "cranial nerve examination" is as normal as the cranial nerves.
    """
    if _PATTERNS["no_thing"].fullmatch(thing):
        return ""
    examined = looked_at(thing)
    for template in package_table("extractors/shared", "abnormality_names.tsv"):
        for name in dict.fromkeys((thing, examined)):
            if not name or (template["of"] == "examined" and examined == thing):
                continue
            if found := _only(lexicon, template["name"].format(thing=name)):
                return found
    return ""


def looked_at(thing: str) -> str:
    """What is examined, without the words for how.

    >>> looked_at("echocardiography examinations")
    'echocardiography'
    """
    return _PATTERNS["examined"].sub("", thing).strip()


def things_before(prose: Prose, sentence: Span, cue: Span) -> Iterator[Span]:
    """What stands before words that call it normal, item by item: "the liver, the ECG and hearing were normal"."""
    text = prose.blanked(sentence)[: cue.start - sentence.start]
    first = max(0, len(text) - _FARTHEST)
    clause = [found.end() for found in _PATTERNS["clause"].finditer(text, first)]
    at = clause[-1] if clause else first
    if not clause and first:
        at = text.find(" ", first) + 1
    yield from _items(text, at, len(text), sentence.start)


def things_behind(prose: Prose, sentence: Span, cue: Span) -> Iterator[Span]:
    """What stands behind words that call it normal, item by item: "does not affect the skin or the muscles of the eye"."""
    text = prose.blanked(sentence)
    start = cue.end - sentence.start
    ends = _PATTERNS["clause"].search(text, start, start + _FARTHEST)
    yield from _items(text, start, ends.start() if ends else min(len(text), start + _FARTHEST), sentence.start)


def _items(text: str, start: int, end: int, offset: int) -> Iterator[Span]:
    parts: list[tuple[int, int]] = []
    for mark in _PATTERNS["between"].finditer(text, start, end):
        parts.append((start, mark.start()))
        start = mark.end()
    for part in (*parts, (start, end)):
        first, last = part
        while lead := _PATTERNS["lead"].match(text, first, last):
            first = lead.end()
        last = first + len(text[first:last].rstrip(" ,"))
        if first < last and len(text[first:last].split()) <= _LONGEST:
            yield Span(offset + first, offset + last)


def _only(lexicon: Lexicon, name: str) -> str:
    """The one finding that firmly has that name, or the one that all others of that name lie under."""
    entries = [entry for entry in lexicon.phenotype_rewordings.get(loose_key(name), ()) if entry[2] in _FIRM]
    same = [curie for curie, known, _ in entries if known.lower() == name.lower()]
    curies = list(dict.fromkeys(same or [curie for curie, _, _ in entries]))
    found = _widest(lexicon, curies)
    return found if found and lexicon.is_a(Reference.parse(found), _ABNORMAL) else ""


def _widest(lexicon: Lexicon, curies: Sequence[str]) -> str:
    for curie in curies:
        if all(lexicon.is_a(Reference.parse(other), Reference.parse(curie)) for other in curies):
            return curie
    return ""
