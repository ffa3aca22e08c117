"""The documentation builds offline without a warning, holds all there is, and can be read by anybody."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pohgraph import __all__ as public_names
from pohgraph.cli import app
from pohgraph.export import FORMATS
from pohgraph.query import catalogue
from pohgraph.read import READERS
from pohgraph.resources import bundled

_ROOT = Path(__file__).parents[2]
# Sphinx, in a process that may not reach for anything outside: an attempt ends the build.
_OFFLINE = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise SystemExit(f"the build reaches for the network: {event} {arguments}")

sys.addaudithook(refuse)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    options = ["-q", "-E", "-W", "--keep-going", "-b", "html", "-d", str(folder / "doctrees")]
    arguments = [sys.executable, "-c", _OFFLINE, *options, str(_ROOT / "docs"), str(folder / "html")]
    environment = {name: value for name, value in os.environ.items() if name != "POHGRAPH_STORE"}
    run = subprocess.run(arguments, capture_output=True, text=True, check=False, env=environment)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its path within the site."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): LexborHTMLParser(path.read_bytes()) for path in paths}


def _headings(page: LexborHTMLParser) -> list[str]:
    return [node.text().rstrip("¶") for node in page.css("article :is(h1, h2, h3, h4)")]


def _commands() -> Iterator[str]:
    yield from (f"pohgraph {name}" for name in app.commands)
    yield from (f"pohgraph vocab {name}" for name in ("list", "add", "remove", "update"))


def test_every_command_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each command and subcommand, with its options."""
    page = pages["reference/commands.html"]
    assert set(_commands()) <= set(_headings(page))
    for name, command in app.commands.items():
        for option in (option for parameter in command.params for option in parameter.opts if option.startswith("--")):
            assert option in page.text(), f"{name} {option}"


def test_every_query_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each query with its title, parameters and SPARQL."""
    page = pages["reference/queries.html"]
    assert {query.name for query in catalogue()} <= set(_headings(page))
    for query in catalogue():
        assert query.title in page.text()
        assert query.sparql.splitlines()[-1] in page.text()


def test_every_term_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each term that the vocabulary's file declares."""
    declared = re.findall(r"^(pohgraph:\w+) a ", bundled("ontology/pohgraph.ttl").read_text("utf-8"), re.MULTILINE)
    headings = _headings(pages["reference/vocabulary.html"])
    assert sorted(declared) == sorted(h for h in headings if h.startswith("pohgraph:"))


def test_every_format_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each export format with its description."""
    page = pages["reference/formats.html"]
    assert set(FORMATS) <= set(_headings(page))
    for exporter in FORMATS.values():
        assert exporter.description[1:] in page.text()


def test_every_public_name_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each public name of the package, with a signature."""
    page = pages["reference/python.html"]
    names = {f"pohgraph.{name}" for name in public_names if name != "__version__"}
    assert names <= set(_headings(page))
    assert len(page.css("dt.sig")) > len(names)


def test_every_family_has_its_place(pages: dict[str, LexborHTMLParser]) -> None:
    """The reference has each family of sources."""
    named = {node.text() for node in pages["reference/sources.html"].css("#families-and-licences td:first-child code")}
    assert named == {reader.name for reader in READERS}


def test_nothing_is_asked_of_other_sites(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    """Pages load their styles, scripts, pictures and fonts from the site itself."""
    for path, page in pages.items():
        loaded = [node.attributes.get("src") for node in page.css("[src]")]
        loaded += [node.attributes.get("href") for node in page.css('link:not([rel="canonical"])')]
        assert [name for name in loaded if name and "//" in name] == [], path
    for sheet in site.rglob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(?:https?:)?//", sheet.read_text("utf-8")), sheet.name


def test_no_link_is_broken(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    """Every link within the site leads to a page that is there, and to a place on it."""
    for path, page in pages.items():
        for href in {node.attributes.get("href") or "" for node in page.css("article a[href]")}:
            if re.match(r"[a-z]+:", href):
                continue
            name, _, place = unquote(href).partition("#")
            target = (site / path).parent / name if name else site / path
            assert target.exists(), f"{path}: {href}"
            if place:
                there = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                assert there.css_first(f'[id="{place}"]'), f"{path}: {href}"


def test_pages_can_be_read_aloud(pages: dict[str, LexborHTMLParser]) -> None:
    """A page names its language, has one main heading, skips no level, and every picture says what it shows."""
    for path, page in pages.items():
        html = page.css_first("html")
        assert html, path
        assert html.attributes["lang"] == "en", path
        if path == "search.html":  # filled in by its script
            continue
        levels = [int((node.tag or "h0")[1]) for node in page.css("article :is(h1, h2, h3, h4, h5)")]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert [node.html for node in page.css("article img") if not _alt(node)] == [], path


def _alt(node: LexborNode) -> str:
    return node.attributes.get("alt") or ""


def test_outputs_are_the_programs_own(pages: dict[str, LexborHTMLParser]) -> None:
    """Examples show what was printed, and say nothing of the machine they were run on."""
    printed = [node.text() for page in pages.values() for node in page.css(".printed")]
    assert len(printed) > 20
    assert any("no faults found" in text for text in printed)
    assert [text for text in printed if "/tmp" in text or "pohgraph-docs-" in text or str(_ROOT) in text] == []
