"""What a part on treatment names for certain, whatever its sentence says of it: "The mainstay remains sodium benzoate".

A heading has said that all of it is on what is done. So a word that by itself tells a treatment names one, unless its sentence speaks of
harm, of a cause, of a time, or of what else the word stands for.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.intervention_names import BY_HEAD, InterventionName, certain_at, widened
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "named_care_patterns.tsv")
_BEFORE = 80  # code points before a word that say in what way it is named
_OUT = ("spoils", "is_explained")  # what a sentence says whose words name nothing that is done
_NOT_BEFORE = ("caused_by", "kept_away", "at_a_time", "of_another")


def watched(page: Page, sentence: Span) -> Iterator[Span]:
    """What a sentence of a part on surveillance says to be done again and again: "annual echocardiogram"."""
    text = page.doc.text
    for _, word in certain_at(text, *sentence):
        if _PATTERNS["again"].match(text, *word) and not _PATTERNS["kept_away"].search(
            text[sentence.start : word.start]
        ):
            yield word


def named_care(page: Page, sentence: Span) -> Iterator[InterventionName]:
    """The treatments that a sentence of a part on treatment names by words that stand for nothing else."""
    section = page.doc.section_at(sentence.start)
    heading = section.heading if section else None
    if heading and page.prose.search(_PATTERNS, "prevention", heading):
        return
    if any(page.prose.search(_PATTERNS, name, sentence) for name in _OUT):
        return
    text = page.doc.text
    for match in page.prose.finditer(_PATTERNS, "dosed", sentence):
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        if not any(_PATTERNS[reason].search(before) for reason in _NOT_BEFORE):
            yield InterventionName("drug_therapy", Span(*match.span("name")), BY_HEAD)
    for kind, word in certain_at(text, *sentence):
        if _PATTERNS["goes_on"].match(text, word.end, sentence.end):
            continue
        if word.start and text[word.start - 1] == "(" and text[slice(*word)].isupper():
            continue  # an abbreviation of what stands before it
        name = widened(text, sentence, word)
        before = text[max(sentence.start, name.start - _BEFORE) : name.start]
        if any(_PATTERNS[reason].search(before) for reason in _NOT_BEFORE):
            continue
        yield InterventionName(kind, name, BY_HEAD)
