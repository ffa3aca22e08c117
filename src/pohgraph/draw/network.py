"""A network as plain values: nodes with a category and a weight, links with what pages say. Nothing here draws."""

from dataclasses import dataclass

from pohgraph.counting import counted
from pohgraph.model import STATES, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """`weight` is how many claims there are about it; `iri` is empty where it has none."""

    id: str
    label: str
    category: str
    weight: int
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of a link: its relation without the prefix, its state, the page, its words; `often` says how often, in words.

    `qualifier` is what limits a denial, such as an age: so limited, it denies nothing that others state.
    """

    relation: str
    state: State
    page: str
    quotes: tuple[str, ...]
    qualifier: str = ""
    often: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Everything said of one pair of nodes; never empty."""

    source: str
    target: str
    said: tuple[Said, ...]

    @property
    def pages(self) -> int:
        """How many pages say something of the pair."""
        return len({claim.page for claim in self.said})

    @property
    def qualifier(self) -> str:
        """What limits the denials of a link that is only denied; "" for any other link, and where one is general."""
        limits = [claim.qualifier for claim in self.said if claim.state == "denied"]
        return " / ".join(dict.fromkeys(limits)) if self.kind == "denied" and all(limits) else ""

    @property
    def kind(self) -> str:
        """What the pages make of it together: "disputed" where it is stated and denied, else one of `STATES`."""
        found = {claim.state for claim in self.said}
        if "stated" in found and any(claim.state == "denied" and not claim.qualifier for claim in self.said):
            return "disputed"
        return next(state for state in STATES if state in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`omitted` is how many nodes were left out so that the picture can be read."""

    title: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    omitted: int = 0

    @property
    def description(self) -> str:
        """What it shows, in words."""
        text = f"{counted(len(self.nodes), 'node')} and {counted(len(self.links), 'link')} between them"
        return f"{text}; {counted(self.omitted, 'node')} with fewer claims left out" if self.omitted else text
