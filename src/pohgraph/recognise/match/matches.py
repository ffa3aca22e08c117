"""What matching yields: the words of a text that make a name, before anybody asks what the name means."""

from typing import NamedTuple

from pohgraph.model import Span

# How the words of a match belong together. Without such a step they are the name as it stands.
REWORDED, COORDINATED, PREDICATE, HEADING = "reworded", "coordinated", "predicate", "heading"
DERIVED = "derived"  # an adjective that stands for a finding on its own
COMPOSED = "composed"  # a quality and the thing it is said of, by a template
FRAMED = "plain words"  # a clause in plain words that says what a name says
EVERYDAY = "everyday words: "  # how the note of an everyday phrase begins


class Match(NamedTuple):
    """The words at `span` make the name `key`, together with those at `entity` where these stand apart.

    `key` is an exact key where `step` is empty, else a loose one. `said` is what the text says, as lemmas with blanks
    between them, `dropped` which lemmas between them the name leaves out, `notes` how words were read to find it.
    `listed` says that "and" or "or" stands between the words of an exact name, `heading` how many words the heading has
    that a name of that step stands under.
    """

    key: str
    span: Span
    said: str
    step: str = ""
    entity: Span | None = None
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    listed: bool = False
    heading: int = 0
