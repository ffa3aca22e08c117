"""Whether a sentence ties a gene to one type or form of the page's disease alone."""

import re

from pohgraph.extractors.shared.form_names import no_names
from pohgraph.extractors.shared.form_subjects import named_form
from pohgraph.extractors.shared.forms import form_of, only_inherited
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.qualified_names import qualified
from pohgraph.extractors.topic.subject import Subject
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "gene_form_patterns.tsv")
_SEVERAL = 2
_REACH = 40  # code points before an abbreviation in brackets that hold its long form


def gene_form(page: Page, sentence: Span, cue: Span, *, behind: bool) -> Subject | None:
    """The one type or form that the words around a cue name: its object, where the cue stands behind the gene, or its subject.

    None for the disease as a whole, for several of its types, and for a type that the page's own name has.
    """
    text = page.doc.text
    phrase = _object(text, sentence, cue) if behind else _subject(text, sentence, cue)
    if not behind and page.prose.fullmatch(_PATTERNS, "opens_in", (sentence.start, phrase.start)):
        phrase = Span(sentence.start, phrase.end)
    named = [form for form in qualified(page, sentence) if phrase.contains(form.name)]
    only = len(named) == 1 and len(page.mentions_in("disease", phrase)) <= 1
    if only and (form := named[0].subject):
        return None if only_inherited(page, form) else form
    if not page.prose.search(_PATTERNS, "in_words", sentence) and not _PATTERNS["short"].search(text, *phrase):
        return None
    if page.prose.search(_PATTERNS, "several", phrase) or page.prose.search(_PATTERNS, "named_so", phrase):
        return None
    forms = list(_forms(page, phrase, behind=behind))
    if len(forms) > 1:
        return None
    if forms:
        return named_form(page, forms[0])
    if behind or page.prose.search(_PATTERNS, "numbered", phrase):
        return None
    form = form_of(page, phrase, Span(cue.start, cue.start), no_names(page))
    # "This form" without a name tells no type that the gene could be given to.
    return None if form and form.reference == page.topic.reference else form


def tells_types_apart(page: Page, sentence: Span) -> bool:
    """Whether a sentence goes through the types of a disease, each with its genes: together they are the disease."""
    text = page.doc.text
    types = [m["form"].casefold() for m in page.prose.finditer(_PATTERNS, "numbered", sentence)]
    types += [m[0] for m in _PATTERNS["short"].finditer(text, *sentence) if _abbreviates(page, m["short"])]
    genes = {m.reference for m in page.mentions_in("gene", sentence)}
    return len(set(types)) >= _SEVERAL and len(genes) >= _SEVERAL


def _forms(page: Page, phrase: Span, *, behind: bool) -> list[Span]:
    text = page.doc.text
    found = [
        Span(*match.span("form"))
        for match in page.prose.finditer(_PATTERNS, "numbered", phrase)
        if _is_type(page, phrase, match)
    ]
    if behind:
        found += [
            Span(*match.span("form"))
            for match in page.prose.finditer(_PATTERNS, "described", phrase)
            if _names_own(page, Span(match.end(), phrase.end))
        ]
    if not numbered(page.title).number:
        genes = {m.span for m in page.mentions_in("gene", phrase)}
        found += [
            Span(*match.span())
            for match in _PATTERNS["short"].finditer(text, *phrase)
            if Span(*match.span()) not in genes and _abbreviates(page, match["short"])
        ]
    return found


def _is_type(page: Page, phrase: Span, match: re.Match[str]) -> bool:
    """Whether "type 2" is one of the page's disease, and not of another, of a protein or of what a vocabulary knows."""
    text = page.doc.text
    place = Span(*match.span("form"))
    if any(m.span.overlaps(place) and not page.names_topic(m) for m in page.mentions_in("disease", phrase)):
        return False
    rest = _PATTERNS["noun_behind"].match(text, place.end, phrase.end)
    if rest and not disease_words(rest["noun"]) & page.own_words:
        return False
    before = _PATTERNS["noun_before"].search(text[phrase.start : place.start])
    return before is None or bool(disease_words(before["noun"]) & page.own_words)


def _names_own(page: Page, behind: Span) -> bool:
    """Whether a phrase begins with the page's disease, by name or as "the disorder"."""
    if page.prose.match(_PATTERNS, "this_disease", behind):
        return True
    return bool(disease_words(page.doc.quote(behind)) & page.own_words)


def _abbreviates(page: Page, short: str) -> bool:
    """Whether letters are those of one of the page's own names, or one of these."""
    if short in page.own_names or short in page.synonyms:
        return True
    names = (page.title, page.topic.label, *page.synonyms)
    if any("".join([word[0] for word in name.replace("-", " ").split()]).upper() == short for name in names):
        return True
    text = page.doc.text
    place = text.find(f"({short})")
    return place > 0 and bool(disease_words(text[max(0, place - _REACH) : place]) & page.own_words)


def _object(text: str, sentence: Span, cue: Span) -> Span:
    end = _PATTERNS["object_end"].search(text, cue.end, sentence.end)
    return Span(cue.end, end.start() if end else sentence.end)


def _subject(text: str, sentence: Span, cue: Span) -> Span:
    start = sentence.start
    for match in _PATTERNS["clause_start"].finditer(text, sentence.start, cue.start):
        start = match.end()
    return Span(start, cue.start)
