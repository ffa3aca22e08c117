"""The page to work with: one file, safe against what pages say, and it runs."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.draw.networks import NASTY, every_kind, large

from pohgraph.draw.layout import free_layout
from pohgraph.draw.network_picture import NetworkPicture

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


class _Page(HTMLParser):
    """The tags of a page, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        """Keep what a script holds."""
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def page() -> str:
    """The page of a network with every kind of link and a name that would break out of a script."""
    return NetworkPicture(every_kind()).interactive().page()


def test_the_page_asks_for_nothing(page: str) -> None:
    """No tag loads another file, and the style imports none."""
    assert not [tag for tag, attributes in _Page(page).tags if {"src", "href", "data", "action"} & set(attributes)]
    assert "@import" not in page
    assert "url(" not in page


def test_names_cannot_break_out_of_the_data(page: str) -> None:
    """There are two scripts, the data and ours, and the data gives every name and quote back."""
    found = _Page(page)
    assert len(found.scripts) == 2
    data = json.loads(found.scripts[0])
    assert [node["label"] for node in data["nodes"]] == [node.label for node in every_kind().nodes]
    assert data["links"][0]["said"][0]["quotes"] == [f"words of causes {NASTY}"]
    assert {link["kind"] for link in data["links"]} == {"stated", "denied", "open", "borrowed", "disputed"}


def test_the_page_is_the_same_each_time(page: str) -> None:
    """The layout starts from a fixed seed."""
    assert NetworkPicture(every_kind()).interactive().page() == page


@pytest.mark.parametrize("has_numpy", [True, False])
def test_every_node_has_a_place(monkeypatch: pytest.MonkeyPatch, *, has_numpy: bool) -> None:
    """Nodes lie within the square, and no two on one another, with and without the libraries that draw pictures."""
    if not has_numpy:
        for name in ("numpy", "matplotlib"):
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.setattr("pohgraph.draw.layout.find_spec", lambda _: None)
        assert NetworkPicture(every_kind()).encoded("html").startswith(b"<!DOCTYPE html>")
    places = free_layout(large())
    assert set(places) == {node.id for node in large().nodes}
    assert all(abs(x) <= 1 and abs(y) <= 1 for x, y in places.values())
    assert len(set(places.values())) == len(places)


def test_a_notebook_frame_is_shut_off(page: str) -> None:
    """The frame in a notebook cannot reach the notebook, and a still picture stands behind it."""
    bundle = NetworkPicture(every_kind()).interactive()._repr_mimebundle_()
    frame = _Page(bundle["text/html"]).tags[0][1]
    assert frame["sandbox"] == "allow-scripts allow-popups"
    assert frame["srcdoc"] == page
    assert bundle["image/svg+xml"].startswith("<svg ")


@pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium on this machine")
def test_the_page_runs_in_a_browser(page: str, tmp_path: Path) -> None:
    """In Chromium, offline: the table has every node, a search finds one and shows its quotes as text, nothing fails."""
    check = """<script>
    window.addEventListener("error", (event) => document.title = "FAILED " + event.message);
    </script>"""
    probe = """<script>
    const field = document.getElementById("find");
    field.value = "finding P2";
    field.dispatchEvent(new Event("input"));
    const state = document.querySelector("#panel .state");
    document.body.append(Object.assign(document.createElement("p"), { id: "probe", textContent: JSON.stringify({
      rows: document.querySelectorAll("#rows tr").length, state: state && state.textContent.trim(),
      quote: document.querySelector("#panel blockquote").textContent, scripts: document.scripts.length,
      title: document.title }) }));
    </script>"""
    path = tmp_path / "page.html"
    path.write_text(page.replace("<body>", f"<body>{check}").replace("</body>", f"{probe}</body>"), encoding="utf-8")
    command = [str(_CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = re.search(r'<p id="probe">(.*?)</p>', done.stdout, re.DOTALL)
    assert found, done.stdout[-500:]
    assert json.loads(unescape(found[1])) == {
        "rows": len(every_kind().nodes),
        "state": "denied",
        "quote": f"“words of has_phenotype {NASTY}”",
        "scripts": 4,
        "title": "All kinds <of> link",
    }
