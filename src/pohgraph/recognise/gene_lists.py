"""Lists of genes: "cullin-7 (CUL7), obscurin-like 1 (OBSL1) and CCDC8" names three, whatever stands between their symbols."""

from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("recognise", "gene_lists_patterns.tsv")
_REACH = 120  # code points from one gene to the next


def listed_together(text: str, first: Span, second: Span) -> bool:
    """Whether the second of two symbols is the next item of the list that the first stands in.

    >>> listed_together("obscurin-like 1 (OBSL1) and CCDC8", Span(17, 22), Span(28, 33))
    True
    """
    return 0 <= second.start - first.end <= _REACH and bool(
        _PATTERNS["between"].fullmatch(text, first.end, second.start)
    )


def follows_name(text: str, first: Span, second: Span) -> bool:
    """Whether the name of what the second gene makes stands between them, and not its symbol alone."""
    return _PATTERNS["bare"].fullmatch(text, first.end, second.start) is None
