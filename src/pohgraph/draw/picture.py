"""A picture: SVG where it is shown, PNG, PDF or a web page where it is saved; the same bytes each time."""

from collections.abc import Callable
from functools import cached_property
from html import escape
from io import BytesIO
from pathlib import Path
from re import search, sub
from typing import TYPE_CHECKING, Any

from pohgraph.draw.palette import INK
from pohgraph.draw.web_page import save_bytes, web_page
from pohgraph.errors import ExportError, MissingLibraryError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EXTRA = "pohgraph[notebook]"
_PNG_DOTS = 160  # per inch
_FORMATS = ("svg", "png", "pdf", "html")
_STYLE: Any = {  # of matplotlib's settings, whose names are its own
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "figure.dpi": 100,
    "font.family": "sans-serif",
    # Shipped with the library, so that every machine measures and draws the same.
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
    "font.size": 9,
    "legend.frameon": False,
    "svg.fonttype": "none",  # text stays text: small, found by a search, read aloud
    "svg.hashsalt": "pohgraph",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
}


class Picture:
    """A picture that is drawn when it is first looked at. `description` says in words what it shows."""

    def __init__(self, draw: "Callable[[], Figure]", *, title: str, description: str) -> None:
        self._draw = draw
        self.title = title
        self.description = description

    @cached_property
    def svg(self) -> str:
        """The picture as SVG, with its title and description for those who cannot see it.

        Raises:
            MissingLibraryError: matplotlib is not installed.
        """
        text = self._rendered("svg", {"Date": None, "Creator": None}).decode()
        body = text[text.index("<svg") :]
        named = f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>"
        # Where the page is narrower than the picture it shrinks; where styles are taken out it keeps its size.
        width = search(r'width="([^"]+)"', body)
        style = f"width:100%;max-width:{width[1]};height:auto" if width else ""
        opened = body.replace("<svg ", f'<svg role="img" style="{style}" ', 1)
        return sub(r"(<svg [^>]*>)", lambda found: f"{found[1]}\n {named}", opened, count=1)

    def png(self, *, dots: int = _PNG_DOTS) -> bytes:
        """The picture as PNG, at that many dots per inch.

        Raises:
            MissingLibraryError: matplotlib is not installed.
        """
        return self._rendered("png", {"Software": None}, dpi=dots)

    def save(self, path: str | Path) -> Path:
        """Write the picture as its file's suffix says: .svg, .png, .pdf or .html.

        Raises:
            ExportError: of no known suffix, or the file cannot be written.
            MissingLibraryError: matplotlib is not installed.
        """
        return save_bytes(path, self.encoded(Path(path).suffix.removeprefix(".").lower(), str(path)))

    def encoded(self, format_: str, target: str = "picture") -> bytes:
        """The picture in a format: svg, png, pdf or html.

        Raises:
            ExportError: no such format.
            MissingLibraryError: matplotlib is not installed.
        """
        if format_ == "svg":
            return self.svg.encode()
        if format_ == "png":
            return self.png()
        if format_ == "pdf":
            return self._rendered("pdf", {"CreationDate": None})
        if format_ == "html":
            return web_page(self.title, self.svg).encode()
        raise ExportError(
            target,
            f"no picture of this kind is written as {format_ or 'a file without suffix'!r}; there are {', '.join(_FORMATS)}",
        )

    def __repr__(self) -> str:
        return f"<Picture {self.title}: {self.description}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - Jupyter's include and exclude
        return {"image/svg+xml": self.svg, "text/plain": repr(self)}

    def _rendered(self, format_: str, metadata: dict[str, None], *, dpi: int = 100) -> bytes:
        out = BytesIO()
        try:
            from matplotlib import rc_context  # noqa: PLC0415 - pictures only for those who look
        except ModuleNotFoundError as error:
            raise MissingLibraryError(_EXTRA) from error
        with rc_context(_STYLE):
            self._draw().savefig(out, format=format_, metadata=metadata, dpi=dpi, facecolor="white")
        return out.getvalue()
