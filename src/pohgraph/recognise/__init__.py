"""Document and lexicon to mentions: what is named where, and how it is meant."""

from pohgraph.recognise.recogniser import Recogniser

__all__ = ["Recogniser"]
