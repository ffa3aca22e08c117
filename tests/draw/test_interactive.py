"""The page to work with: one file, safe against what pages say, and it runs."""

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.draw.networks import NASTY, every_kind, large
from tests.needs import need_browser, need_page

from pohgraph.draw.layout import free_layout
from pohgraph.draw.network_picture import NetworkPicture
from pohgraph.errors import PageMissingError
from pohgraph.resources import page_file


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
    need_page()
    return NetworkPicture(every_kind()).interactive().page()


def test_the_page_asks_for_nothing(page: str) -> None:
    """No tag loads another file, and no style does."""
    assert not [tag for tag, attributes in _Page(page).tags if {"src", "href", "action"} & set(attributes)]
    assert "@import" not in page
    assert not re.search(r"\burl\(", page)


def test_names_cannot_break_out_of_the_data(page: str) -> None:
    """There are three scripts, the data, the licences and ours, and the data gives every name and quote back."""
    found = _Page(page)
    assert len(found.scripts) == 3
    data = json.loads(found.scripts[0])
    network = data["network"]
    assert [node["label"] for node in network["nodes"]] == [node.label for node in every_kind().nodes]
    assert set(data["places"]) == {node["id"] for node in network["nodes"]}
    assert network["links"][0]["quotes"] == [f"words of causes {NASTY}"]
    assert {link["state"] for link in network["links"]} == {"stated", "denied", "open", "borrowed"}
    assert {link["state"] for link in network["links"] if link["target"] == "P4"} == {"stated", "denied"}


def test_the_data_is_what_the_page_expects(page: str) -> None:
    """Nodes, links and sources have the names that the page's types give them, no more and no fewer."""
    network = json.loads(_Page(page).scripts[0])["network"]
    types = (Path(__file__).parents[2] / "frontend/src/answers.ts").read_text(encoding="utf-8")
    term = _fields(types, "Term")
    assert set(network) == _fields(types, "Network")
    assert set(network["nodes"][0]) == term | _fields(types, "NetworkNode")
    assert set(network["links"][0]) == _fields(types, "NetworkLink")
    assert set(network["sources"][0]) == _fields(types, "Source")


def _fields(types: str, interface: str) -> set[str]:
    body = re.search(rf"export interface {interface} [^{{]*{{(.*?)\n}}", types, re.DOTALL)
    assert body
    return set(re.findall(r"^  (\w+):", body[1], re.MULTILINE))


def test_without_the_bundle_the_error_says_how_to_build_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file cannot be written, and a notebook shows the still picture with the reason."""
    monkeypatch.setattr("pohgraph.resources._PAGES", ())
    interactive = NetworkPicture(every_kind()).interactive()
    with pytest.raises(PageMissingError, match="make serve"):
        interactive.page()
    shown = interactive._repr_mimebundle_()
    assert set(shown) == {"image/svg+xml", "text/plain"}
    assert "make serve" in shown["text/plain"]


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
    places = free_layout(large())
    assert set(places) == {node.id for node in large().nodes}
    assert all(abs(x) <= 1 and abs(y) <= 1 for x, y in places.values())
    assert len(set(places.values())) == len(places)


def test_a_notebook_frame_is_shut_off(page: str) -> None:
    """The frame in a notebook cannot reach the notebook, and a still picture stands behind it."""
    bundle = NetworkPicture(every_kind()).interactive()._repr_mimebundle_()
    frame = _Page(bundle["text/html"]).tags[0][1]
    assert frame["sandbox"] == "allow-scripts allow-popups allow-downloads"
    assert frame["srcdoc"] == page
    assert bundle["image/svg+xml"].startswith("<svg ")


def test_the_page_runs_in_a_browser(page: str, tmp_path: Path) -> None:
    """In Chromium, offline: the table has every node, a search finds one and shows its quotes as text, nothing fails."""
    check = """<script>
    window.addEventListener("error", (event) => document.title = "FAILED " + event.message);
    </script>"""
    probe = """<script>
    const later = (steps) => steps.reduce((done, step) => done.then(() => new Promise((next) => setTimeout(() => { step(); next(); }, 300))), Promise.resolve());
    const type = (field, value) => { field.value = value; field.dispatchEvent(new InputEvent("input", { bubbles: true })); };
    const facts = {};
    later([
      () => { facts.rows = document.querySelectorAll(".net-table tbody tr").length; type(document.querySelector("input[type=search]"), "finding P2"); },
      () => document.querySelector("input[type=search]").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })),
      () => {
        facts.found = document.querySelectorAll(".net-table tbody tr").length;
        facts.state = document.querySelector(".net-chosen .badge").textContent;
        facts.quote = document.querySelector(".net-chosen blockquote").textContent;
        facts.scripts = document.scripts.length;
        facts.title = document.title;
        document.body.append(Object.assign(document.createElement("p"), { id: "probe", textContent: JSON.stringify(facts) }));
      },
    ]);
    </script>"""
    path = tmp_path / "page.html"
    path.write_text(page.replace("<body>", f"<body>{check}").replace("</body>", f"{probe}</body>"), encoding="utf-8")
    command = [
        need_browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=8000",
        "--dump-dom",
        path.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = re.search(r'<p id="probe">(.*?)</p>', done.stdout, re.DOTALL)
    assert found, done.stdout[-500:]
    assert json.loads(unescape(found[1])) == {
        "rows": len(every_kind().nodes),
        "found": 1,
        "state": "Denied",
        "quote": f"“words of has_phenotype {NASTY}”",
        "scripts": 5,
        "title": "All kinds <of> link",
    }


def test_licences_of_its_packages_go_along(page: str) -> None:
    """Their authors ask for it, with every copy."""
    licences = page_file("LICENSES.txt").read_text(encoding="utf-8")
    assert any("sigma" in text and len(text) >= len(licences) for text in _Page(page).scripts)
