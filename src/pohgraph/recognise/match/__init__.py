"""Names in running text: the matching behind one function, `Matcher.match`. Nobody else imports what is in here."""

from pohgraph.recognise.match.engine import Matcher
from pohgraph.recognise.match.matches import (
    COMPOSED,
    COORDINATED,
    DERIVED,
    EVERYDAY,
    FRAMED,
    HEADING,
    PREDICATE,
    REWORDED,
    Match,
)

__all__ = [
    "COMPOSED",
    "COORDINATED",
    "DERIVED",
    "EVERYDAY",
    "FRAMED",
    "HEADING",
    "PREDICATE",
    "REWORDED",
    "Match",
    "Matcher",
]
