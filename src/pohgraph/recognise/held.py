"""Where a measured thing is: how much copper the liver holds says nothing of the blood, of which HPO's findings speak."""

from pohgraph.language.patterns import Patterns
from pohgraph.recognise.overlap import Found

_PATTERNS = Patterns("recognise", "held_patterns.tsv")
_STEP = " in other words"  # ends how a Greek name of a measurement was put otherwise


def is_held_elsewhere(text: str, name: Found) -> bool:
    """Whether a name of what blood has too much or too little of stands before another place that has it."""
    first = name.candidates[0]
    if not _PATTERNS["measured"].search(first.label) and not any(step.endswith(_STEP) for step in first.steps):
        return False
    return _PATTERNS["elsewhere"].match(text, name.extent.end) is not None
