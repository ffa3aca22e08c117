"""A network to draw: nodes with a category and a weight, links with what pages say; drawn in columns, or as text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pohgraph.counting import counted
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pohgraph.draw.interactive import Interactive

_SUFFIXES = {"gv": "dot", "mmd": "mermaid"}


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
    """One claim of a link: its relation without the prefix, what takes it back, the page, its words."""

    relation: str
    flags: str
    page: str
    quotes: tuple[str, ...]


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
    def kind(self) -> str:
        """What the pages make of it together: "stated", "disputed", "denied" or "withheld"."""
        stated = any(not claim.flags for claim in self.said)
        denied = any("negated" in claim.flags for claim in self.said)
        if stated:
            return "disputed" if denied else "stated"
        return "denied" if denied else "withheld"


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


class NetworkPicture(Picture):
    """A network, shown in columns. `.interactive()` shows it so that it can be moved, searched and clicked."""

    def __init__(self, network: Network) -> None:
        self.network = network
        super().__init__(self._figure, title=network.title, description=network.description)

    def interactive(self) -> "Interactive":
        """The network to work with: works offline, and in a notebook saved as HTML.

        Raises:
            MissingLibraryError: numpy is not installed.
        """
        from pohgraph.draw.interactive import Interactive  # noqa: PLC0415 - reads its page and script

        return Interactive(self.network, fallback=self)

    def dot(self) -> str:
        """The network in Graphviz' language."""
        from pohgraph.draw.diagrams import dot  # noqa: PLC0415

        return dot(self.network)

    def mermaid(self) -> str:
        """The network as a Mermaid flow chart, which GitHub and JupyterLab draw."""
        from pohgraph.draw.diagrams import mermaid  # noqa: PLC0415

        return mermaid(self.network)

    def encoded(self, format_: str, target: str = "picture") -> bytes:
        """The picture in a format: svg, png, pdf, html (to work with), dot or mermaid.

        Raises:
            ExportError: no such format.
            MissingLibraryError: matplotlib is not installed.
        """
        format_ = _SUFFIXES.get(format_, format_)
        if format_ == "html":
            return self.interactive().page().encode()
        if format_ == "dot":
            return self.dot().encode()
        if format_ == "mermaid":
            return self.mermaid().encode()
        return super().encoded(format_, target)

    def _figure(self) -> "Figure":
        from pohgraph.draw.columns import draw_columns  # noqa: PLC0415 - imports matplotlib

        return draw_columns(self.network)
