"""Short forms of names that a text defines in parentheses: "progressive osseous heteroplasia (POH)"."""

import re
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.language.words import is_of_word
from pohgraph.model import Candidate, Document, Span
from pohgraph.recognise.overlap import Found

# "Succinic semialdehyde dehydrogenase (SSADH) deficiency": the last word of a name stands behind the brackets, or what it is of:
# "Gyrate atrophy (GA) of the choroid and retina".
_INNER = compiled(r"(?P<head>.*\S)\s*\((?P<short>[A-Z][A-Z0-9-]{1,7})\)\s+(?P<tail>[a-z]+|of\s[\w\s-]+)\Z", re.DOTALL)
_EMPTY_TAILS = frozenset({"syndrome", "disease", "disorder"})
_DEFINED = compiled(r"\s*\(([A-Z][A-Za-z0-9-]{1,7})\)")
_ABBREVIATED = frozenset(("phenotype", "disease"))
_NUMBER = compiled(r"(?<=[A-Z])\d{1,2}[A-Z]?\Z")
_WORD = compiled(r"\w+")


def abbreviated(doc: Document, names: list[Found]) -> Iterator[Found]:
    """Abbreviations a page defines in parentheses right after a name it abbreviates, wherever they stand."""
    text = doc.text
    defined: dict[tuple[str, str], Candidate] = {}
    for name in names:
        short = "" if name.entity or name.category not in _ABBREVIATED else _short_form(text, name)
        if not short or (short, name.category) in defined:
            continue
        first = name.candidates[0]
        steps = (*first.steps, f"abbreviation of {name.text}")
        candidate = Candidate(reference=first.reference, label=first.label, synonym=first.synonym, steps=steps)
        defined[short, name.category] = candidate
    if not defined:
        return
    known = {(name.span, name.category) for name in names if name.category != "disease"}
    places = _places_of({short for short, _ in defined}, text)
    for (short, category), candidate in defined.items():
        for start in places.get(short, ()):
            span = Span(start, start + len(short))
            if (span, category) not in known:
                known.add((span, category))
                yield Found(span, short, category, (candidate,))


def _short_form(text: str, name: Found) -> str:
    """What a page defines to stand for a name in parentheses right behind it, or before the last word of a disease's; or ""."""
    inner = (
        _INNER.match(name.text) if name.category == "disease" and name.text[-1] != ")" and "(" in name.text else None
    )
    if inner:
        tail = "" if inner["tail"] in _EMPTY_TAILS or inner["tail"].startswith("of") else f" {inner['tail']}"
        return inner["short"] + tail if _abbreviates(inner["short"], inner["head"]) else ""
    after = text[name.span.end : name.span.end + 1]
    match = _DEFINED.match(text, name.span.end) if after == "(" or after.isspace() else None
    return match[1] if match and _abbreviates(match[1], name.text) else ""


def _places_of(shorts: set[str], text: str) -> dict[str, list[int]]:
    """Where each of some short forms stands as a word, or as words with hyphens or blanks between them."""
    by_word: dict[str, list[str]] = {}
    for short in shorts:
        by_word.setdefault(short.partition(" ")[0].partition("-")[0], []).append(short)
    places: dict[str, list[int]] = {}
    for word in _WORD.finditer(text):
        for short in by_word.get(word[0], ()):
            end = word.start() + len(short)
            whole = text.startswith(short, word.start()) and is_of_word(short[-1]) != is_of_word(text[end : end + 1])
            before = places.setdefault(short, [])
            if whole and not (before and before[-1] + len(short) > word.start()):
                before.append(word.start())
    return places


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form come in order in the long one, the first letters agreeing, or both end in one number.

    >>> _abbreviates("PHP", "pseudohypoparathyroidism"), _abbreviates("HO", "bone"), _abbreviates("SPG10", "HSP type 10")
    (True, False, True)
    """
    number = _NUMBER.search(short)
    if number and long.endswith(f" {number[0]}"):
        return True
    letters = iter(long.lower())
    return short[0].lower() == long[0].lower() and all(c in letters for c in short.lower() if c.isalpha())
