"""Every picture: sound SVG, the same bytes each time, nothing outside it and no text on another."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox
from PIL import Image
from tests.draw.networks import every_kind, large

from pohgraph import Graph
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.draw.overlap import overlap_picture
from pohgraph.draw.picture import _STYLE, Picture
from pohgraph.errors import ExportError, MissingLibraryError

_SVG = "{http://www.w3.org/2000/svg}"
_SETS = {f"Disease number {i} with a rather long name": set(map(str, range(i, 3 * i + 4))) for i in range(9)}
_PICTURES: dict[str, Callable[[Graph], Picture]] = {
    "every kind of link": lambda _: NetworkPicture(every_kind()),
    "large network": lambda _: NetworkPicture(large()),
    "POH": lambda graph: graph.disease("POH").picture(),
    "GNAS": lambda graph: graph.picture("GNAS"),
    "whole graph": lambda graph: graph.picture(),
    "profile": lambda graph: graph.profile("POH"),
    "profile of nothing": lambda graph: graph.profile("pseudohypoparathyroidism"),
    "frequencies": lambda graph: graph.frequencies("POH"),
    "frequencies of nothing": lambda graph: graph.frequencies("pseudohypoparathyroidism"),
    "agreement": lambda graph: graph.agreement("POH"),
    "agreement, short": lambda graph: graph.agreement("POH", limit=3),
    "overlap": lambda graph: graph.overlap("POH", hpoa=["OMIM:166350", "OMIM:103580", "OMIM:135100"]),
    "overlap of nine": lambda _: overlap_picture(_SETS, title="Nine"),
    "overlap of none": lambda _: overlap_picture({}, title="None"),
}


@pytest.fixture(scope="module", params=_PICTURES)
def picture(request: pytest.FixtureRequest, graph: Graph) -> Picture:
    """Each picture in turn."""
    return _PICTURES[request.param](graph)


def test_svg_is_sound_and_says_what_it_shows(picture: Picture) -> None:
    """The SVG parses, has a title and description for who cannot see it, and names no other file."""
    root = ET.fromstring(picture.svg)
    assert root.tag == f"{_SVG}svg"
    assert root.get("role") == "img"
    assert (root.findtext(f"{_SVG}title"), root.findtext(f"{_SVG}desc")) == (picture.title, picture.description)
    references = [value for element in root.iter() for name, value in element.items() if name.endswith("href")]
    assert all(value.startswith(("#", "data:")) for value in references)


def test_pictures_are_the_same_each_time(picture: Picture) -> None:
    """Drawn twice, a picture has the same bytes."""
    again = type(picture).__new__(type(picture))
    again.__dict__.update({name: value for name, value in picture.__dict__.items() if name != "svg"})
    assert again.svg == picture.svg


def test_pixels_are_the_same_each_time() -> None:
    """So has a PNG."""
    assert NetworkPicture(every_kind()).png(dots=50) == NetworkPicture(every_kind()).png(dots=50)


def test_no_text_lies_on_another(picture: Picture) -> None:
    """All text is within the picture, and no two texts touch."""
    figure = _drawn(picture)
    boxes = list(_boxes(figure))
    assert boxes
    edge = figure.bbox
    outside = [
        text for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > edge.x1 + 1 or box.y1 > edge.y1 + 1
    ]
    assert not outside
    clashes = [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if _touch(a, b)]
    assert not clashes


def test_charts_label_their_axes(graph: Graph) -> None:
    """Every axis of every chart says what it measures."""
    for name in ("profile", "frequencies", "agreement", "overlap"):
        axes = _drawn(_PICTURES[name](graph)).axes[0]
        assert axes.get_xlabel(), name
        assert axes.get_ylabel() or name == "agreement", name


def test_a_notebook_gets_svg_alone(picture: Picture) -> None:
    """The display carries an SVG bundle and words, which survive where HTML is taken out."""
    assert set(picture._repr_mimebundle_(include=None, exclude=None)) == {"image/svg+xml", "text/plain"}


@pytest.mark.parametrize(
    ("suffix", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("html", b"<!DOC")]
)
def test_saving_goes_by_the_suffix(graph: Graph, tmp_path: Path, suffix: str, start: bytes) -> None:
    """The file is of the format its suffix names."""
    path = graph.overlap("POH", hpoa=["OMIM:166350"]).save(tmp_path / f"p.{suffix}")
    assert path.read_bytes().startswith(start)


def test_png_has_the_resolution_asked_for(graph: Graph) -> None:
    """Twice the dots per inch, twice the width."""
    chart = graph.profile("POH")
    widths = [Image.open(BytesIO(chart.png(dots=dots))).width for dots in (50, 100)]
    assert widths[1] == 2 * widths[0]


@pytest.mark.parametrize("name", ["p.xlsx", "p", "missing/p.svg"])
def test_what_cannot_be_saved_is_refused(graph: Graph, tmp_path: Path, name: str) -> None:
    """An unknown suffix, none, and a folder that is not there are errors of one line."""
    with pytest.raises(ExportError):
        graph.profile("POH").save(tmp_path / name)


def test_without_matplotlib_the_error_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The core installation has no matplotlib; asking for a picture names the extra."""
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'pohgraph\[notebook\]'"):
        _ = graph.profile("POH").svg


def _drawn(picture: Picture) -> Figure:
    with rc_context(_STYLE):
        figure = picture._draw()
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call] # matplotlib's
    return figure


def _boxes(figure: Figure) -> Iterator[tuple[str, Bbox]]:
    """Each text with the box it fills; slanted ones have boxes larger than themselves and are left out."""
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call] # matplotlib's
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text().strip() and text.get_visible() and text.get_rotation() % 90 == 0:
            box = (
                Text.get_window_extent(text, renderer)
                if isinstance(text, Annotation)
                else text.get_window_extent(renderer)
            )
            if box.width and box.height:
                yield text.get_text(), box


def _touch(one: Bbox, other: Bbox) -> bool:
    return bool(one.x0 < other.x1 - 1 and other.x0 < one.x1 - 1 and one.y0 < other.y1 - 1 and other.y0 < one.y1 - 1)
