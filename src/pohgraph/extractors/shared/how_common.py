"""What prose and fields alike say of how common something is: of carriers and relatives, or that nobody knows."""

from pohgraph.extractors.shared.evidence import not_a_claim
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Remark, Span

_PATTERNS = Patterns("extractors/shared", "how_common_patterns.tsv")


def of_carriers(page: Page, before: Span) -> bool:
    """Whether the words before a figure say that it is one of carriers, or a risk of relatives."""
    return page.prose.search(_PATTERNS, "of_carriers", before) is not None


def of_variant(page: Page, after: Span) -> bool:
    """Whether the words behind a figure say that it counts who has a variant, ill or not."""
    return _PATTERNS["have_variant"].match(page.doc.text, *after) is not None


def not_known(page: Page, cue: Span) -> Remark:
    """That nobody knows how common the disease is: no figure, and no word for one."""
    return not_a_claim(page, cue, "the page says that it is not known")


def without_verb(page: Page, cue: Span) -> Span:
    """The words after "is a", "affects" or "has been described in". A cue may begin with these verbs."""
    verb = _PATTERNS["verb"].match(page.doc.text, *cue)
    return Span(verb.end(), cue.end) if verb else cue
