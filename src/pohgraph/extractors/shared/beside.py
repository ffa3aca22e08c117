"""Other disorders that a sentence sets beside the page's own: by its words, or because its section is on other disorders."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pohgraph.extractors.shared.page import Page
from pohgraph.language.disease_words import disease_words, numbered
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "beside_patterns.tsv")
_RELATED = Patterns("extractors", "related_patterns.tsv")
# Each frame before a name, with the kind of relation that it tells, and whether it may also set a finding beside the disease.
_BEFORE = (
    ("taken_for_before", "taken_for", True),
    ("points_before", "taken_for", False),
    ("may_be_before", "taken_for", False),
    ("called_before", "related_disorder", False),
    ("type_called_before", "related_disorder", False),
    ("apposed_before", "related_disorder", False),
    ("shared_before", "shared_feature", False),
    ("same_gene_before", "same_gene", False),
)
_BEHIND = (
    ("same_gene_behind", "same_gene"),
    ("same_disease_behind", "related_disorder"),
    ("excluded_behind", "taken_for"),
    ("apposed_behind", "related_disorder"),
    ("alike_behind", "shared_feature"),
    ("likeness_behind", "taken_for"),
)
_MIXED_UP = ("mistaken_behind", "mixed_up_behind")
_FEWEST = 2  # names that make a list of a group's members
_OPENING = frozenset(("alike_behind", "likeness_behind"))  # frames of what a sentence begins with


class Beside(NamedTuple):
    """Another disorder, the kind of relation, and the words that tell it."""

    mention: Mention
    kind: str
    cue: Span | None


def set_beside(page: Page, sentence: Span) -> Iterator[Beside]:
    """The disorders that the words of a sentence set beside the page's disease, each once."""
    if page.prose.search(_PATTERNS, "open_question", sentence):
        return
    others = [m for m in page.mentions_in("disease", sentence) if _is_another(page, m)]
    seen: set[Span] = set()
    for mention in others:
        if mention.span in seen:
            continue
        found = _before(page, sentence, mention) or _behind(page, sentence, mention, others)
        if found is None:
            continue
        kind, cue = found
        listed = _list_at(page, others, mention)
        seen.update(other.span for other in listed)
        for other in listed:
            yield Beside(other, kind, cue)
    further = (*_members(page, sentence), *_ruled_out(page, sentence, others))
    yield from (found for found in further if found.mention.span not in seen)


def _ruled_out(page: Page, sentence: Span, others: list[Mention]) -> Iterator[Beside]:
    """The diseases that were thought of first: "after D and E were excluded", "the diagnosis of D was entertained"."""
    if page.prose.search(_PATTERNS, "of_kin", sentence):
        return
    match = page.prose.search(_PATTERNS, "ruled_out", sentence)
    for mention in others:
        if mention.span in page.finding_spans and not _PATTERNS["called_disease"].search(mention.text):
            continue
        if match and Span(*match.span("names")).contains(mention.span):
            yield Beside(mention, "taken_for", _trimmed(match, "cue"))
        elif page.prose.search(_PATTERNS, "diagnosis_before", (sentence.start, mention.span.start)) and (
            behind := page.prose.match(_PATTERNS, "entertained_behind", (mention.span.end, sentence.end))
        ):
            yield Beside(mention, "taken_for", _trimmed(behind))


def _members(page: Page, sentence: Span) -> Iterator[Beside]:
    """The other diseases that a sentence lists as members of a group, which is no form of the page's own."""
    match = page.prose.match(_PATTERNS, "members", sentence)
    if match is None or any(page.names_topic(m) for m in page.mentions_in("disease", Span(*match.span()))):
        return
    listed: list[Mention] = []
    for mention in page.mentions_in("disease", Span(match.end(), sentence.end)):
        between = _RELATED["goes_on_list" if listed else "other_words"]
        if not between.fullmatch(page.doc.text, listed[-1].span.end if listed else match.end(), mention.span.start):
            break
        listed.append(mention)
    if len(listed) >= _FEWEST:
        for mention in listed:
            if _is_another(page, mention) and mention.span not in page.finding_spans:
                yield Beside(mention, "related_disorder", _trimmed(match))


def told_of(page: Page, sentence: Span, *, same_gene: bool = False) -> Iterator[Beside]:
    """The disorders that a sentence of a section on other disorders is about or lists, with the frame that tells so, if one does.

    One that is only a cause, a finding, or a part of what is told of another is none of them.
    """
    others = [m for m in page.mentions_in("disease", sentence) if _is_another(page, m)]
    seen: set[Span] = set()
    for mention in others:
        if mention.span in seen:
            continue
        is_finding = mention.span in page.finding_spans
        framed = None if is_finding else _before(page, sentence, mention) or _behind(page, sentence, mention, others)
        before = Span(sentence.start, mention.span.start)
        if page.prose.search(_PATTERNS, "grouped", before):
            continue
        if (
            framed
            or _opens(page, sentence, mention)
            or (same_gene and page.prose.search(_PATTERNS, "gene_causes", before))
            or (not is_finding and page.prose.search(_PATTERNS, "set_in", before))
        ):
            listed = _list_at(page, others, mention)
            seen.update(other.span for other in listed)
            yield from (Beside(other, *(framed or ("", None))) for other in listed)


def speaks_of_topic(page: Page, before: Span) -> bool:
    """Whether what stands before a cue names the page's disease last, or speaks of it without a name."""
    named = page.mentions_in("disease", before)
    if named:
        return page.names_topic(named[-1])
    return _PATTERNS["subject"].search(page.doc.quote(before)) is not None


def _is_another(page: Page, mention: Mention) -> bool:
    """Whether a mention names another disease than the page's: none of its types, and no part of its name."""
    if page.names_topic(mention):
        return False
    if _PATTERNS["alike_name"].search(mention.text):
        return _PATTERNS["alike_name"].search(page.title) is None
    own, words = disease_words(page.title), disease_words(mention.text)
    return bool(numbered(page.title).number) or not (own <= words or words <= own)


def _before(page: Page, sentence: Span, mention: Mention) -> tuple[str, Span] | None:
    before = Span(sentence.start, mention.span.start)
    for name, kind, of_finding in _BEFORE:
        match = page.prose.search(_PATTERNS, name, before)
        if match is None or (not of_finding and mention.span in page.finding_spans):
            continue
        # The class whose other type is called so is no disease that is compared.
        end = match.start() if name == "type_called_before" else match.end()
        if not _is_of_topic(page, Span(sentence.start, end)):
            continue
        if kind == "shared_feature" and page.prose.search(_PATTERNS, "gene_word", (sentence.start, match.end())):
            continue
        if name == "may_be_before" and not _is_guess(page, sentence, mention, match.start()):
            continue
        return kind, _trimmed(match)
    return None


def _behind(page: Page, sentence: Span, mention: Mention, others: list[Mention]) -> tuple[str, Span] | None:
    """What the words behind a name, or behind the list that it opens, say of it; `others` are those of the sentence."""
    last = _list_at(page, others, mention)[-1]
    for name, kind in _BEHIND:
        match = _PATTERNS[name].match(page.doc.text, last.span.end, sentence.end)
        if match and (name not in _OPENING or _opens(page, sentence, mention)):
            return None if _is_of_another(page, sentence, match.end()) else (kind, _trimmed(match))
    for name in _MIXED_UP:
        match = page.prose.match(_PATTERNS, name, (last.span.end, sentence.end))
        if match and _is_taken_for_own(page, sentence, match, behind=name == "mistaken_behind"):
            return "taken_for", _trimmed(match)
    return None


def _is_of_another(page: Page, sentence: Span, end: int) -> bool:
    """Whether a frame goes on with another disease, of which it is said: "D is the main differential diagnosis of E"."""
    leads = page.prose.match(_PATTERNS, "of_what", (end, sentence.end))
    if leads is None:
        return False
    named = next(iter(page.mentions_in("disease", Span(leads.end(), sentence.end))), None)
    return named is not None and named.span.start == leads.end() and not page.names_topic(named)


def _is_taken_for_own(page: Page, sentence: Span, match: re.Match[str], *, behind: bool) -> bool:
    """Whether what another disease is taken for is the page's own, which stands `behind` the frame, or beside the other one."""
    if not behind:
        return any(page.names_topic(m) for m in page.mentions_in("disease", Span(sentence.start, match.end())))
    if page.prose.match(_PATTERNS, "it_or_this", (match.end(), sentence.end)):
        return True
    named = page.mentions_in("disease", Span(match.end(), sentence.end))
    return bool(named) and named[0].span.start == match.end() and page.names_topic(named[0])


def _trimmed(match: re.Match[str], group: str | int = 0) -> Span:
    """The words of a frame without the white space and the commas around them."""
    words, first = match[group], match.start(group)
    start = first + len(words) - len(words.lstrip(" ,\n"))
    return Span(start, first + len(words.rstrip(" ,:(\n")))


def _opens(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a sentence, or a part of a list between semicolons, begins with a name."""
    start = sentence.start
    for match in _PATTERNS["part_start"].finditer(page.doc.text, start, mention.span.start):
        start = match.end()
    return _PATTERNS["opens"].fullmatch(page.doc.text, start, mention.span.start) is not None


def _is_of_topic(page: Page, before: Span) -> bool:
    """Whether what stands before a frame names no other disease that would be the one compared."""
    named = [m for m in page.mentions_in("disease", before) if m.span not in page.finding_spans]
    return not named or page.names_topic(named[-1])


def _is_guess(page: Page, sentence: Span, mention: Mention, start: int) -> bool:
    """Whether "may be D" is said of signs: "a rash after sunshine may be D"."""
    text = page.doc.text
    before = Span(sentence.start, start)
    if _PATTERNS["no_sign"].search(text, *before) or not _PATTERNS["ends"].match(text, mention.span.end, sentence.end):
        return False
    return bool(page.mentions_in("phenotype", before)) or page.prose.search(_PATTERNS, "sign", before) is not None


def _list_at(page: Page, others: list[Mention], first: Mention) -> list[Mention]:
    """A disorder with those that a list joins to it."""
    found = [first]
    for mention in others:
        if mention.span.start > found[-1].span.end and _RELATED["goes_on_list"].fullmatch(
            page.doc.text, found[-1].span.end, mention.span.start
        ):
            found.append(mention)
    return found
