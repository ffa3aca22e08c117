"""The disease that a text speaks of most as of a disease: "the cause of X", "people with X", "X affects", "What is X?".

Counts names where such words stand round them, so that it also finds a name that no vocabulary knows, an abbreviation that the
text writes out, and a disease whose name is a finding's too.
"""

from collections import defaultdict
from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.topic.disease_names import name_key, named_firmly
from pohgraph.extractors.topic.naming import UNPROSE
from pohgraph.extractors.topic.opening import is_given_for, is_only_considered, opening_sentences
from pohgraph.extractors.topic.title_names import is_defined_disease
from pohgraph.language.abbreviating import is_made_of
from pohgraph.language.disease_words import disease_words
from pohgraph.language.patterns import Patterns
from pohgraph.model import Document, Span
from pohgraph.vocab.lexicon import Lexicon

_PATTERNS = Patterns("extractors/topic", "spoken_of_patterns.tsv")
_ENDINGS = Patterns("extractors/topic", "leading_names_patterns.tsv")
_ASIDE = UNPROSE | {"family_history", "side_effects", "methods", "not_content"}
_WORD = compiled(r"[\w'\u2019/-]+")
_RUN = compiled(r"[\w'\u2019/-]+(?:,? [\w'\u2019/-]+){0,11}")  # words that a name may have
_SHORTEST = 4  # code points of a known name
_LEAD = 2  # times as often as any other disease
_SHORT = 1500  # code points of a text that may speak of its disease but once
_SHORTER = 400  # code points in which it does so, and of a text whose disease may be a finding of another
_AGAIN = 2  # times that a longer text does
_OFTEN = 3  # times that a longer text says its name at all
_WRITTEN_OUT = 120  # code points before the brackets with an abbreviation


def spoken_of(doc: Document, lexicon: Lexicon) -> tuple[Span, int] | None:
    """The first place of the disease that a text speaks of at least twice as often as of any other, and how often it does.

    None where a text of some length does so only once or has the name fewer than three times, where two are spoken of alike, and where the name is first
    what something is given for.
    """
    names = sorted(_names(doc, lexicon), key=lambda spans: (-_weight(doc, spans), spans))
    if not names:
        return None
    best, *others = names
    rival = max((_weight(doc, spans) for spans in others if not _is_kind(doc, spans[0], best[0])), default=0)
    count = _weight(doc, best)
    enough = count > rival if _leads(doc, best) else count >= _LEAD * rival
    if not enough or is_given_for(doc, best) or not _is_surely_disease(doc, best, lexicon):
        return None
    is_finding = name_key(doc.quote(best[0])) in lexicon.phenotype_names
    if len(doc.text) <= (_SHORTER if is_finding else _SHORT) and best[0].start < _SHORTER:
        return best[0], len(best)
    said = max(len(best), doc.text.lower().count(doc.quote(best[0]).lower()))
    begins = sum(_begins_sentence(doc, span) for span in best)
    if not _leads(doc, best) and (count < _AGAIN or said < _OFTEN or begins == len(best) < _OFTEN):
        return None
    return best[0], len(best)


def _is_surely_disease(doc: Document, spans: list[Span], lexicon: Lexicon) -> bool:
    """Whether a name that sentences only begin with is one of a disease, rather than of a gene, a sign or a class."""
    name = doc.quote(spans[0])
    begins = all(_begins_sentence(doc, span) for span in spans)
    if is_abbreviation(name):
        within = sum(not _begins_sentence(doc, span) for span in spans)
        told = _ENDINGS["spoken_of"].search(doc.text) or _PATTERNS["told"].search(doc.text)
        if within >= _AGAIN or not told:
            return within >= _AGAIN
        return within > 0 or any(_ENDINGS["short_leads"].match(doc.text, *s) for s in _sentences(doc, spans))
    if not begins:
        return True
    sentence = doc.sentence_at(spans[0].start)
    if len(spans) > 1 or sentence is None or is_defined_disease(doc, sentence, spans[0]):
        return True
    known = named_firmly(lexicon, name_key(name))
    if known and not any(map(lexicon.is_registered, known)):
        return doc.text.count(name) > 1
    is_finding = name_key(name) in lexicon.phenotype_names
    return not (is_finding and _ENDINGS["is_a"].match(doc.text, min(spans[0].end + 1, sentence.end), sentence.end))


def _sentences(doc: Document, spans: list[Span]) -> Iterator[Span]:
    yield from filter(None, (doc.sentence_at(span.start) for span in spans))


def _begins_sentence(doc: Document, name: Span) -> bool:
    sentence = doc.sentence_at(name.start)
    return sentence is not None and _PATTERNS["subject"].fullmatch(doc.text, sentence.start, name.start) is not None


def _weight(doc: Document, spans: list[Span]) -> int:
    """How often a text speaks of a name; what its first sentence says something of counts twice more."""
    return len(spans) + (_LEAD if _leads(doc, spans) else 0)


def _leads(doc: Document, spans: list[Span]) -> bool:
    """Whether the first sentence begins with a name."""
    return any(sentence.contains(spans[0]) for sentence in opening_sentences(doc)[:1]) and _begins_sentence(
        doc, spans[0]
    )


def is_abbreviation(words: str) -> bool:
    """Whether a name is an abbreviation, with the number of a type or not: "HSAN IV"."""
    return _PATTERNS["short"].fullmatch(words) is not None


def _names(doc: Document, lexicon: Lexicon) -> list[list[Span]]:
    """Where the text speaks of each name; an abbreviation that is written out counts with its name."""
    places: defaultdict[str, list[Span]] = defaultdict(list)
    full: dict[str, Span | None] = {}
    for span in sorted(set(_spans(doc, lexicon))):
        if is_only_considered(doc, span):
            continue
        words = doc.quote(span)
        if words not in full:
            full[words] = written_out(doc, words) if is_abbreviation(words) else None
        name = full[words] or span
        places[name_key(doc.quote(name))].append(name)
    return [sorted(spans) for spans in places.values()]


def _spans(doc: Document, lexicon: Lexicon) -> Iterator[Span]:
    for sentence in doc.sentences:
        section = doc.section_at(sentence.start)
        if section is None or section.name not in _ASIDE:
            yield from _in_sentence(doc, sentence, lexicon)
    for line in (*(section.heading for section in doc.sections if section.heading), *doc.sentences):
        if asked := _PATTERNS["asked"].match(doc.text, *line):
            name = _name_at(doc, Span(asked.end(), line.end), lexicon)
            if name and _PATTERNS["asked_after"].match(doc.text, name.end, line.end):
                yield name


def _in_sentence(doc: Document, sentence: Span, lexicon: Lexicon) -> Iterator[Span]:
    for frame in ("of", "who"):
        for match in _PATTERNS[frame].finditer(doc.text, *sentence):
            name = _name_at(doc, Span(match.end(), sentence.end), lexicon)
            # "Patients with ataxia" may have it as one of the findings of their disease.
            if name and (frame == "of" or name_key(doc.quote(name)) not in lexicon.phenotype_names):
                yield name
    if subject := _PATTERNS["subject"].match(doc.text, *sentence):
        name = _name_at(doc, Span(subject.end(), sentence.end), lexicon)
        if name and _PATTERNS["says"].match(doc.text, name.end, sentence.end):
            yield name


def _name_at(doc: Document, rest: Span, lexicon: Lexicon) -> Span | None:
    """The longest known name that stands there, else an abbreviation or a name that ends as those of diseases do."""
    run = _RUN.match(doc.text, *rest)
    found = _WORD.finditer(doc.text, *run.span()) if run else ()
    words = [match.end() for match in found if not _PATTERNS["stop"].fullmatch(match[0])]
    for end in reversed(words):
        name = doc.quote(Span(rest.start, end))
        if len(name) >= _SHORTEST and not _PATTERNS["general"].fullmatch(name) and _is_known(name, lexicon):
            if _PATTERNS["numbered"].match(doc.text, end, rest.end):
                break  # "spastic paraplegia 50": another name than what is known of it
            return Span(rest.start, end)
    match = _PATTERNS["unknown"].match(doc.text, *rest)
    if match and is_abbreviation(match[0]) and not _PATTERNS["general"].fullmatch(match[0]):
        return Span(*match.span())
    for end in reversed([word.end() for word in _WORD.finditer(doc.text, *match.span())] if match else []):
        name = doc.quote(Span(rest.start, end))
        is_cut = match is not None and end < match.end() and " " not in name  # "notalgia" of "notalgia paresthetica"
        if not (is_cut or _PATTERNS["general"].fullmatch(name)) and _ENDINGS["ends"].search(name):
            return _known_end(doc, Span(rest.start, end), lexicon) or Span(rest.start, end)
    return None


def _known_end(doc: Document, name: Span, lexicon: Lexicon) -> Span | None:
    """The known name that an unknown one ends with, where the text says the whole but once: a gene or a heading stands before."""
    for word in list(_WORD.finditer(doc.text, *name))[1:]:
        end = Span(word.start(), name.end)
        said = doc.quote(end).lower()
        if word[0][0].isupper() and len(said) >= _SHORTEST and _is_known(said, lexicon):
            return end if doc.text.count(doc.quote(name)) == 1 else None
    return None


def _is_known(name: str, lexicon: Lexicon) -> bool:
    return bool(named_firmly(lexicon, name_key(name)))


def written_out(doc: Document, short: str) -> Span | None:
    """The name before an abbreviation in brackets, of whose letters it is made."""
    at = doc.text.find(f"({short})")
    words = list(_WORD.finditer(doc.text, max(0, at - _WRITTEN_OUT), max(0, at)))[-2 * len(short) :]
    for word in reversed(words):
        name = Span(word.start(), words[-1].end())
        if word[0][0].lower() == short[0].lower() and is_made_of(short, doc.quote(name)):
            return name
    return None


def _is_kind(doc: Document, name: Span, other: Span) -> bool:
    """Whether one of two names has all the words of the other: it is a kind of it."""
    words, others = disease_words(doc.quote(name)), disease_words(doc.quote(other))
    return words <= others or others <= words
