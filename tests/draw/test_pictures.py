"""Every picture: sound SVG, the same bytes each time, nothing outside it and no text on another."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from math import sqrt
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
from pohgraph.draw.agreement import ClaimRow, agreement_picture
from pohgraph.draw.frequency import FrequencyRow, frequency_picture
from pohgraph.draw.labels import lines
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.draw.overlap import overlap_picture
from pohgraph.draw.picture import _STYLE, Picture
from pohgraph.draw.profile import SystemRow, profile_picture
from pohgraph.errors import ExportError, MissingLibraryError

_SVG = "{http://www.w3.org/2000/svg}"
_SETS = {f"Disease number {i} with a rather long name": set(map(str, range(i, 3 * i + 4))) for i in range(9)}
_LONG = "Dichlorodiphenyltrichloroethane-polychlorinated-biphenyl syndrome due to " * 3
_TWENTY = {f"{_LONG[: 12 * i + 5]} type {i} (HPOA OMIM:{i})": set(map(str, range(i, 3 * i + 4))) for i in range(20)}
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
    "overlap of twenty": lambda _: overlap_picture(_TWENTY, title=_LONG),
    "agreement of long names": lambda _: agreement_picture(
        [ClaimRow(relation="phenotype", claim=_LONG, pages={_LONG: ("stated",)})], [_LONG], title=_LONG, note="N"
    ),
    "frequencies of long names": lambda _: frequency_picture(
        [FrequencyRow(phenotype=_LONG, page=_LONG, low=1, high=9, words="")], title=_LONG, note="N"
    ),
    "profile of long names": lambda _: profile_picture(
        [SystemRow(system="Skin", phenotypes={"one page": (_LONG,)})], title=_LONG, note="N"
    ),
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


@pytest.mark.parametrize("sets", [_SETS, _TWENTY], ids=["nine", "twenty"])
def test_slanted_names_do_not_touch(sets: dict[str, set[str]]) -> None:
    """Names below an overlap stand clear of each other along their slant, and end inside the picture."""
    figure = _drawn(overlap_picture(sets, title="T"))
    labels = figure.axes[0].get_xticklabels()
    boxes = []
    for label in labels:
        slanted = label.get_window_extent()
        assert slanted.x0 > 0
        assert slanted.y0 > 0
        x, y = label.get_transform().transform(label.get_position())
        label.set_rotation(0)
        flat = label.get_window_extent()
        # Turned back by its angle, the end of each name lies where its column is, further along and across.
        along, across = (x + y) / sqrt(2), (y - x) / sqrt(2)
        boxes.append(Bbox.from_bounds(along - flat.width, across - flat.height, flat.width, flat.height))
    assert len(boxes) == len(sets)
    assert not [pair for pair in combinations(boxes, 2) if _touch(*pair)]


def test_no_name_is_cut_without_a_sign() -> None:
    """The lines of a name have all its words, or end in an ellipsis; what tells it from others is kept."""
    for name in _TWENTY:
        shown = " ".join(lines(name, 34, 2))
        assert "…" in shown or shown.replace(" ", "") == name.replace(" ", "")
        assert shown.endswith(name.rpartition(" ")[2])


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
