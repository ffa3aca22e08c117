"""The other names that stand beside the disease's own where a sentence defines it: "D (E or F syndrome) is a rare disorder".

Two names before "is" may also be two diseases. So the sentence must begin with the page's disease and define one thing, and
none of the names may be known as that of something else.
"""

from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span
from pohgraph.recognise.senses import says_how

_PATTERNS = Patterns("extractors/shared", "opening_names_patterns.tsv")
_GROUPS = ("first", "name", "short")


def opening_names(page: Page, sentence: Span) -> Iterator[tuple[Span, Span | None]]:
    """Each further name with the word that ties it to the name before."""
    text = page.doc.text
    mention = next(iter(page.mentions_in("disease", sentence)), None)
    if mention is None or not page.names_topic(mention):
        return
    if not _PATTERNS["article"].fullmatch(text, sentence.start, mention.span.start):
        return
    for shape in ("in_brackets", "after_or", "plain"):
        match = _PATTERNS[shape].match(text, mention.span.end, sentence.end)
        if match is None:
            continue
        groups = match.groupdict()
        names = [Span(*match.span(group)) for group in _GROUPS if groups.get(group)]
        in_part = match.start("name") if shape != "plain" else -1
        if any(_is_of_other(page, name, in_part=name.start == in_part) for name in names):
            return
        if shape == "plain" and _is_finding(page, names[0]):
            return
        cue = Span(*match.span("cue")) if groups["cue"] else None
        yield from ((name, cue) for name in names)


def _is_finding(page: Page, name: Span) -> bool:
    """Whether a name is a finding's, with no more than words for how it is: "(severe hemolytic anemia)"."""
    return any(
        m.span.end == name.end and (m.span == name or says_how(page.doc.text[name.start : m.span.start]))
        for m in page.mentions_in("phenotype", name)
    )


def _is_of_other(page: Page, name: Span, *, in_part: bool) -> bool:
    """Whether the name is known as another disease's, or ends in it: "early Weaver syndrome", not "gait gigantism"."""
    return any(
        m.span.end == name.end and (in_part or m.span.start == name.start) and not page.names_topic(m)
        for m in page.mentions_in("disease", name)
    )
