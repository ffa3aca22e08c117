"""The picture of a network: shown in columns, written as text for other programs, or as a page to work with."""

from typing import TYPE_CHECKING

from pohgraph.draw.network import Network
from pohgraph.draw.picture import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pohgraph.draw.interactive import Interactive

_SUFFIXES = {"gv": "dot", "mmd": "mermaid"}


class NetworkPicture(Picture):
    """A network, shown in columns. `.interactive()` shows it so that it can be moved, searched and clicked."""

    def __init__(self, network: Network) -> None:
        self.network = network
        super().__init__(self._figure, title=network.title, description=network.description)

    def interactive(self) -> "Interactive":
        """The network to work with: works offline, and in a notebook saved as HTML.

        It is the network view of the web page; an installation without that shows the still picture, and says why.
        """
        from pohgraph.draw.interactive import Interactive  # noqa: PLC0415 - only for those who look

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
            PageMissingError: html, where the web page was not built.
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
