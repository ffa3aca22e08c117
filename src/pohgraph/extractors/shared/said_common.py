"""How often a finding is there, where a sentence says it of the finding as its subject: "A, B and C are also common"."""

from dataclasses import replace

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Span

_PATTERNS = Patterns("extractors/shared", "said_common_patterns.tsv")


def said_common(page: Page, sentence: Span, mention: Mention) -> Mention:
    """A finding with the frequency that its own predicate states; the same mention where there is none, or one is known already."""
    context = mention.context
    if context.frequency or context.negation or context.hedge or _is_topic(page, sentence, mention):
        return mention
    for name in ("said", "rare", "share"):
        match = page.prose.search(_PATTERNS, name, (mention.span.end, sentence.end))
        if match and page.diseases_on_topic(Span(mention.span.end, match.start())):
            continue  # "also a form of osteoma, D is rare"
        if match and _is_subject(page, sentence, mention, match.start()):
            words = Span(*match.span("every" if name == "said" and match["every"] else "words"))
            return replace(mention, context=replace(context, frequency=words))
    return mention


def _is_topic(page: Page, sentence: Span, mention: Mention) -> bool:
    """Whether a finding is called as the disease is: "D is common" tells no finding's frequency."""
    return any(disease.span.overlaps(mention.span) for disease in page.diseases_on_topic(sentence))


def _is_subject(page: Page, sentence: Span, mention: Mention, verb: int) -> bool:
    """Whether nothing but a list of findings, and words that describe them, stands between the beginning of the clause and the verb."""
    text = page.doc.text
    starts = [match.end() for match in _PATTERNS["begins"].finditer(text, sentence.start, mention.span.start)]
    place = starts[-1] if starts else sentence.start
    for finding in page.mentions_in("phenotype", Span(place, verb)):
        if _PATTERNS["no_subject"].search(text, place, finding.span.start):
            return False
        place = max(place, finding.span.end)
    return _PATTERNS["no_subject"].search(text, place, verb) is None
