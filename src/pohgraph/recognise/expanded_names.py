"""Names that a page writes with its own short form of a wider disease: "juvenile HD" where HD is Huntington disease, and "HSP type 10"."""

from collections.abc import Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.patterns import Patterns
from pohgraph.language.words import phrase_key
from pohgraph.model import Candidate, Reference, Span
from pohgraph.recognise.overlap import Found
from pohgraph.vocab.diseases import FIRM
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("recognise", "expanded_names_patterns.tsv")
_STEP = "abbreviation of "
_BEFORE = compiled(r"(?<![\w-])([A-Za-z][\w-]+\s)?([A-Za-z][\w-]+)\s$")
_REACH = 50  # code points before a short form that may belong to a name


def expanded(text: str, short: Sequence[Found], lexicon: Lexicon) -> Iterator[Found]:
    """A narrower disease for each short form whose words beside it make, written out, a firm name of one."""
    known: dict[str, tuple[Reference, str] | None] = {}
    for name in short:
        first = name.candidates[0]
        if name.category != "disease" or not first.steps or not first.steps[-1].startswith(_STEP):
            continue
        long = first.steps[-1].removeprefix(_STEP)
        for span, words in _written_out(text, name.span, long):
            if words not in known:
                known[words] = _named(words, lexicon)
            if (found := known[words]) and found[0] != name.reference:
                candidate = Candidate(reference=found[0], label=found[1], synonym=words, steps=(_STEP + words,))
                yield Found(span, text[span.start : span.end], "disease", (candidate,))
                break


def _written_out(text: str, place: Span, long: str) -> Iterator[tuple[Span, str]]:
    number = _PATTERNS["number_behind"].match(text, place.end)
    if number and not _PATTERNS["numbered"].search(long):
        for words in (f"{long} type {number['number']}", f"{long} {number['number']}"):
            yield Span(place.start, number.end()), words
    if before := _BEFORE.search(text, max(0, place.start - _REACH), place.start):
        for start in sorted({before.start(), before.start(2)}):
            before_it = text[start : place.start].split()
            if phrase_key(before_it[0]):  # no "of" or "with"
                yield Span(start, place.end), " ".join((*before_it, long))


def _named(words: str, lexicon: Lexicon) -> tuple[Reference, str] | None:
    """The disease that the words are a label or exact synonym of, where they are those of one alone."""
    firm = {curie for curie, _, scope in lexicon.disease_names.get(phrase_key(words), ()) if scope in FIRM}
    if len(firm) != 1:
        return None
    reference = Reference.parse(firm.pop())
    return reference, lexicon.label(reference)
