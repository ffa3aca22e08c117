"""Diseases that a page lists as forms of its own: "several forms of D, including E and F", "E is a form of D"."""

from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.pronouns import may_be_disease
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Reference, Span

_FEWEST = 2  # names that make a list
_RELATED = Patterns("extractors", "related_patterns.tsv")
_PATTERNS = Patterns("extractors/shared", "forms_listed_patterns.tsv")


class ToldForm(NamedTuple):
    """A disease that a sentence calls a form of the page's own, and the words that say so."""

    mention: Mention
    cue: Span


def told_forms(page: Page, sentence: Span) -> list[ToldForm]:
    """The diseases that a sentence lists, right behind such words, as forms of the page's disease, or names as one of them."""
    for name, fewest in (("types_are", _FEWEST), ("form_called", 1)):
        match = page.prose.match(_PATTERNS, name, sentence)
        if match is None or not _is_told_of_own(page, sentence, match.end(), match.span("of") if match["of"] else None):
            continue
        found = _list_behind(page, Span(match.end(), sentence.end))
        if len(found) >= fewest:
            return [ToldForm(mention, Span(*match.span("cue"))) for mention in found if not page.names_topic(mention)]
    return []


def _is_told_of_own(page: Page, sentence: Span, end: int, of: tuple[int, int] | None) -> bool:
    """Whether the forms are those of the page's disease: it is named, or no other one is."""
    if of is not None:
        return _is_own(page, Span(*of))
    named = page.mentions_in("disease", Span(sentence.start, end))
    return all(page.names_topic(mention) for mention in named) and may_be_disease(page, sentence)


def _list_behind(page: Page, behind: Span) -> list[Mention]:
    """The diseases of the list that a stretch begins with, none of which is only a finding."""
    found: list[Mention] = []
    for mention in page.mentions_in("disease", behind):
        between = _RELATED["goes_on_list"] if found else _PATTERNS["before_form"]
        if not between.fullmatch(page.doc.text, found[-1].span.end if found else behind.start, mention.span.start):
            break
        if mention.span in page.finding_spans:
            break
        found.append(mention)
    return found


def own_forms(page: Page) -> frozenset[Reference]:
    """The diseases that the page calls forms of its own anywhere."""
    return page.kept(_own_forms, "")


def _own_forms(page: Page, _key: str) -> frozenset[Reference]:
    return frozenset(reference for sentence in page.doc.sentences for reference in _listed(page, sentence))


def _listed(page: Page, sentence: Span) -> list[Reference]:
    """The diseases that one sentence lists or defines as forms of the page's disease."""
    if page.prose.has(sentence) and (told := told_forms(page, sentence)):
        return [form.mention.reference for form in told]
    match = page.prose.search(_PATTERNS, "forms_of", sentence) if page.prose.has(sentence) else None
    if match and _is_own(page, Span(*match.span("of"))):
        place = Span(match.end(), sentence.end)
        return [m.reference for m in page.mentions_in("disease", place) if not page.names_topic(m)]
    for mention in page.mentions_in("disease", sentence):
        is_form = page.prose.match(_PATTERNS, "is_form_of", (mention.span.end, sentence.end))
        if is_form and not page.names_topic(mention):
            behind = Span(is_form.end(), sentence.end)
            named = page.mentions_in("disease", behind)
            if named and named[0].span.start == behind.start and page.names_topic(named[0]):
                return [mention.reference]
    return []


def _is_own(page: Page, named: Span) -> bool:
    if page.prose.match(_PATTERNS, "the_disease", named):
        return True
    return any(page.names_topic(mention) for mention in page.mentions_in("disease", named))
