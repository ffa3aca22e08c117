"""Findings that a page denies as a group: "no cardiac or neurological problems". They count only where they are plainly denied."""

import re
from collections.abc import Iterator

from pohgraph.extractors.shared.denial import Denial, denial_of
from pohgraph.extractors.shared.normal_things import abnormality_of
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Candidate, Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "denied_groups_patterns.tsv")
STEP = "group"  # marks a finding that is any abnormality of a thing
_AHEAD = 40  # code points before a thing where what narrows it stands


def denied_groups(page: Page, sentence: Span) -> Iterator[tuple[Mention, Denial]]:
    """The abnormalities of things that a sentence denies by a word for all of them; none where the page names a finding."""
    if not any(cue.kind == "negation" for cue in page.sentence(sentence).cues):
        return
    taken = [mention.span for mention in page.mentions_in("phenotype", sentence)]
    for said in page.prose.finditer(_PATTERNS, "grouped", sentence):
        listed = Span(said.start("things"), said.start("last"))
        for thing, whole in _things(page, said, listed=not any(known.overlaps(listed) for known in taken)):
            if any(known.overlaps(thing) for known in taken):
                continue
            mention = _mention(page, sentence, thing, whole)
            denial = denial_of(page, sentence, mention) if mention else None
            if mention and denial and denial.state == "denied":
                yield mention, denial


def _things(page: Page, said: re.Match[str], *, listed: bool) -> Iterator[tuple[Span, Span]]:
    """The members of a list that ends at a word for any abnormality, each with all of the list; one without a list alike."""
    (start, end), last = said.span("things"), said.start("last")
    if listed and start < last:
        whole = Span(start, said.end())
        for word in (*_PATTERNS["member"].finditer(page.doc.text, start, last), said):
            span = Span(*word.span("last" if word is said else 0))
            yield span, whole
        return
    yield Span(last, end), Span(last, said.end())
    blank = page.doc.text.rfind(" ", last, end) + 1
    if blank:
        yield Span(blank, end), Span(blank, said.end())


def _mention(page: Page, sentence: Span, thing: Span, whole: Span) -> Mention | None:
    curie = abnormality_of(page.lexicon, page.doc.quote(thing))
    context = page.sentence(sentence).context(whole, finding=True)
    cue = context.negation
    if not curie or cue is None or cue.overlaps(whole) or not _is_all(page, whole, cue):
        return None
    reference = Reference.parse(curie)
    label = page.lexicon.label(reference)
    return Mention(
        span=thing,
        text=page.doc.quote(thing),
        category="phenotype",
        candidates=(Candidate(reference=reference, label=label, synonym=label, steps=(STEP,)),),
        context=context,
        entity=whole,
    )


def _is_all(page: Page, whole: Span, cue: Span) -> bool:
    """Whether nothing that stands before a thing narrows what is denied: "no congenital heart defects" leaves others."""
    if cue.start >= whole.end:
        return _PATTERNS["begins"].search(page.doc.text, max(0, whole.start - _AHEAD), whole.start) is not None
    return _PATTERNS["at_once"].fullmatch(page.doc.text, cue.end, whole.start) is not None
