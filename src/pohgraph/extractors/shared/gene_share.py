"""The share of patients, or how often, that a sentence gives for one gene as the cause; None where it is said of anything else."""

import re

from pohgraph.extractors.shared.gene_score import gene_list
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "gene_share_patterns.tsv")


def gene_share(page: Page, sentence: Span, mention: Mention, cue: Span) -> Span | None:
    """The words for how many patients have a change of this gene, or how often it is the cause.

    A share that several genes have together is none of each. What is counted must be the page's patients, all of them.
    """
    text = page.doc.text
    if aside := page.prose.match(_PATTERNS, "aside", (mention.span.end, sentence.end)):
        return Span(*aside.span("share"))
    listed = gene_list(text, sentence, mention.span)
    part = _part(page, sentence, listed)
    if len(page.mentions_in("gene", listed)) > 1 and not page.prose.search(_PATTERNS, "each", part):
        return None
    for match in _PATTERNS["share"].finditer(text, *part):
        if _counts_patients(page, part, match) and _says_cause(page, Span(*match.span()), listed.cover(cue)):
            return Span(*match.span())
    return _adverb(text, part, cue)


def carriers_share(page: Page, sentence: Span, mention: Mention) -> Span | None:
    """The words for how many patients have a change of this gene, where that is all that is said: "60% have mutations in G"."""
    listed = gene_list(page.doc.text, sentence, mention.span)
    if len(page.mentions_in("gene", listed)) > 1:
        return None
    part = _part(page, sentence, listed)
    for match in _PATTERNS["counted_share"].finditer(page.doc.text, *part):
        place = Span(*match.span())
        before = place.end <= listed.start and page.prose.fullmatch(_PATTERNS, "have_it", (place.end, listed.start))
        behind = place.start >= listed.end and page.prose.fullmatch(_PATTERNS, "found_in", (listed.end, place.start))
        if (before or behind) and _counts_patients(page, part, match):
            return place
    return None


def _part(page: Page, sentence: Span, listed: Span) -> Span:
    """The part of a sentence that is about one list of genes: up to the last joint before the next, and back to it."""
    start, end = sentence
    genes = page.mentions_in("gene", sentence)
    before = max((m.span.end for m in genes if m.span.end <= listed.start), default=None)
    after = min((m.span.start for m in genes if m.span.start >= listed.end), default=None)
    if before is not None:
        start = _joint(page.doc.text, before, listed.start)
    if after is not None:
        end = _joint(page.doc.text, listed.end, after)
    return Span(start, end)


def _joint(text: str, start: int, end: int) -> int:
    """Where the last comma, semicolon or conjunction between two genes ends."""
    joints = [match.end() for match in _PATTERNS["joint"].finditer(text, start, end)]
    return joints[-1] if joints else start


def _counts_patients(page: Page, part: Span, share: re.Match[str]) -> bool:
    """Whether a share is of the patients or cases of the page's disease, of all of them, and neither denied nor asked for."""
    text = page.doc.text
    if page.prose.search(_PATTERNS, "not_the_share", (part.start, share.start())) or _PATTERNS["rest"].search(share[0]):
        return False
    if _PATTERNS["some_of_them"].match(text, share.end(), part.end):
        return False
    named = _PATTERNS["of_disease"].match(text, share.end(), part.end)
    if named is None:
        return True
    after = page.prose.match(_PATTERNS, "this_disease", (named.end(), part.end))
    end = after.end() if after else None
    for name in (page.title, page.topic.label):
        if text[named.end() : named.end() + len(name)].casefold() == name.casefold():
            end = named.end() + len(name)
    for mention in page.mentions_in("disease", Span(named.end(), part.end)):
        if mention.span.start == named.end() and page.names_topic(mention):
            end = mention.span.end
    return end is not None and not _PATTERNS["some_of_them"].match(text, end, part.end)


def _says_cause(page: Page, share: Span, claim: Span) -> bool:
    """Whether nothing between a share and the words of the claim takes the share for itself."""
    between = Span(share.end, max(share.end, claim.start))
    if share.start >= claim.end:
        between = Span(claim.end, share.start)
        findings = [m for m in page.mentions_in("phenotype", between) if m.text.lower() not in page.title.lower()]
        diseases = {m.span for m in page.mentions_in("disease", between) if page.names_topic(m)}
        if any(m.span not in diseases for m in findings):
            return False
    return not page.prose.search(_PATTERNS, "said_of_others", between)


def _adverb(text: str, part: Span, cue: Span) -> Span | None:
    """An adverb that belongs to the verb of the claim, or that opens the sentence."""
    match = _PATTERNS["adverb"].search(text, max(part.start, cue.start - 40), cue.end)
    while match and not _PATTERNS["to_verb"].fullmatch(text, match.end(), cue.end):
        match = _PATTERNS["adverb"].search(text, match.end(), cue.end)
    if match is None and not _PATTERNS["participle"].match(text, cue.start, cue.end):
        match = _PATTERNS["opening_adverb"].match(text, part.start, cue.start)
        if match and ";" in text[match.end() : cue.start]:
            return None
    return Span(*match.span("adverb")) if match else None
