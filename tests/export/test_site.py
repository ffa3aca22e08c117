"""The page as static files: what it is answered is what the server answers, and nothing in it needs another host."""

import base64
import gzip
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pohgraph.answers.context import Context
from pohgraph.answers.entity import entity
from pohgraph.answers.page import page
from pohgraph.claims.nodes import read_sources
from pohgraph.claims.slots import iri_of
from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.export import export_files, export_graph
from pohgraph.export.rdf.entity import write_entity
from pohgraph.export.site import site as site_module
from pohgraph.export.site.file_names import file_name
from pohgraph.store.graph import GraphStore

_POH = "MONDO:0008153"
_CARRIED = re.compile(r'<script type="application/octet-stream" id="([^"]+)">([^<]*)</script>')
_OTHER_HOST = re.compile(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""")


pytestmark = pytest.mark.usefixtures("built_page")


def test_an_entity_is_answered_as_by_the_server(site: Path, seeds_store: GraphStore) -> None:
    """One function makes both."""
    written = json.loads((site / f"data/entity/{file_name(_POH)}.json").read_text(encoding="utf-8"))
    assert written == entity(Context(seeds_store), _POH)


def test_everything_that_a_search_finds_has_its_file(site: Path) -> None:
    """No link from the search leads nowhere."""
    names = json.loads((site / "data/names.json").read_text(encoding="utf-8"))
    assert len(names["entities"]) > 50
    folders = {one["id"]: "page" if one["kind"] == "page" else "entity" for one in names["entities"]}
    missing = [
        curie for curie, folder in folders.items() if not (site / f"data/{folder}/{file_name(curie)}.json").is_file()
    ]
    assert missing == []
    assert {number for _, number, _ in names["names"]} == set(range(len(names["entities"])))


def test_what_is_linked_has_its_file(site: Path) -> None:
    """Terms above an entity, other ends of its claims, and the entity that an identifier stands for."""
    answers = [json.loads(path.read_text(encoding="utf-8")) for path in (site / "data/entity").glob("*.json")]
    others = [answer for answer in answers if "standsFor" in answer]
    entities = [answer for answer in answers if "standsFor" not in answer]
    linked = {parent["id"] for answer in entities for parent in answer["parents"]} | {
        row["other"]["id"]
        for answer in entities
        for group in answer["groups"]
        for section in group["sections"]
        for row in section["rows"]
        if row["other"] and row["other"]["category"] != "Document"
    }
    assert {answer["standsFor"] for answer in others} <= {answer["id"] for answer in entities}
    assert [curie for curie in linked if not (site / f"data/entity/{file_name(curie)}.json").is_file()] == []


def test_all_entities_are_answered_as_by_the_server(site: Path, seeds_store: GraphStore) -> None:
    """Claims are read once for all of them, which changes nothing."""
    context = Context(seeds_store)
    for path in (site / "data/entity").glob("*.json"):
        written = json.loads(path.read_text(encoding="utf-8"))
        if "standsFor" not in written:
            assert written == entity(context, written["id"])


def test_all_pages_are_answered_as_by_the_server(site: Path, seeds_store: GraphStore) -> None:
    """With their text and the places of claims in it."""
    context = Context(seeds_store)
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in (site / "data/page").glob("*.json")]
    assert pages
    assert all(written == page(context, written["id"]) for written in pages)


def test_an_entity_is_a_page_without_scripts(site: Path) -> None:
    """It has its claims as text and as schema.org data, and leads to the application, to its data and to other such pages."""
    text = (site / f"entity/{file_name(_POH)}.html").read_text(encoding="utf-8")
    assert "<h1>progressive osseous heteroplasia</h1>" in text
    assert '"@type": "MedicalCondition"' in text
    assert f'href="../index.html#/entity/{_POH}"' in text
    assert 'href="NCBIGene_2778.html"' in text
    assert "<script>" not in text
    assert "<script src" not in text


def test_no_link_of_the_pages_to_read_is_broken(site: Path) -> None:
    """Every file that one of them names is there, and the list has them all."""
    pages = sorted((site / "entity").glob("*.html"))
    broken = {
        (path.name, target)
        for path in pages
        for target in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8"))
        if not (path.parent / target).is_file()
    }
    assert broken == set()
    listed = set(re.findall(r'href="([^"#/]+\.html)"', (site / "entity/index.html").read_text(encoding="utf-8")))
    assert listed == {path.name for path in pages} - {"index.html"}


def test_an_entity_is_there_as_rdf(site: Path, seeds_store: GraphStore) -> None:
    """As the server gives it."""
    for format_ in ("ttl", "jsonld"):
        out = BytesIO()
        assert write_entity(seeds_store, iri_of(_POH), format_, out)
        assert (site / f"data/entity/{file_name(_POH)}.{format_}").read_bytes() == out.getvalue()


def test_the_folder_says_what_it_is(site: Path) -> None:
    """Sources with their licences, licences of the JavaScript packages, and that programs may read all."""
    readme = (site / "README.txt").read_text(encoding="utf-8")
    assert "Source: " in readme
    assert "Vocabulary: " in readme
    assert "preact" in (site / "static/LICENSES.txt").read_text(encoding="utf-8")
    assert "Disallow" not in (site / "robots.txt").read_text(encoding="utf-8")


def test_a_long_export_tells_how_far_it_is(tmp_path: Path, seeds_store: GraphStore) -> None:
    """For the bar on a terminal."""
    told: list[tuple[int, int]] = []
    export_files(seeds_store, "html", tmp_path / "graph.html", progress=lambda done, total: told.append((done, total)))
    assert len({total for _, total in told}) == 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 50


def test_a_graph_too_large_for_a_browser_is_written_with_a_warning(
    tmp_path: Path, seeds_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how large it is."""
    quads = sum(1 for _ in seeds_store.quads())
    monkeypatch.setattr(site_module, "_MANY", quads)
    fits, _ = export_files(seeds_store, "html", tmp_path / "fits.html")
    assert not any("quads: " in line for line in fits.report.lines())
    monkeypatch.setattr(site_module, "_MANY", quads - 1)
    view, (path,) = export_files(seeds_store, "html", tmp_path / "large.html")
    assert path.is_file()
    assert next(view.report.lines()).startswith(f"{quads:,} quads: ")


def test_the_table_has_every_claim(site: Path) -> None:
    """It is put together from parts."""
    table = json.loads((site / "data/claims.json").read_text(encoding="utf-8"))
    assert len(table["claims"]) == table["total"] > 100
    assert {claim["document"] for claim in table["claims"]} == {source["id"] for source in table["sources"]}


def test_the_graph_is_the_graph(site: Path, seeds_store: GraphStore) -> None:
    """SPARQL in the browser sees what SPARQL on disk sees."""
    out = BytesIO()
    export_graph(seeds_store, "nq", out)
    assert gzip.decompress((site / "data/graph.nq.gz").read_bytes()) == out.getvalue()


def test_two_exports_are_the_same(site: Path, tmp_path: Path, seeds_store: GraphStore) -> None:
    """Bytes do not depend on the moment."""
    export_files(seeds_store, "site", tmp_path / "again")
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert [name for name in files if (site / name).read_bytes() != (tmp_path / "again" / name).read_bytes()] == []


def test_one_file_carries_all(tmp_path: Path, site: Path, seeds_store: GraphStore) -> None:
    """Data, graph and engine come out of the page as they went in."""
    (path,) = export_files(seeds_store, "html", tmp_path / "graph.html")[1]
    text = path.read_text(encoding="utf-8")
    carried = {name: gzip.decompress(base64.b64decode(packed)) for name, packed in _CARRIED.findall(text)}
    assert set(carried) == {"data", "graph.nq.gz", "oxigraph.wasm"}
    data = json.loads(carried["data"])
    written = {str(path.relative_to(site / "data")): path for path in (site / "data").rglob("*.json")}
    assert data["files"].keys() == written.keys()
    for name, packed in data["files"].items():
        if name != "claims.json":  # which leaves passages out in a folder
            assert _unpacked(packed, data["claims"]) == json.loads(written[name].read_text(encoding="utf-8"))
    assert "preact" in text.partition('id="LICENSES.txt">')[2]
    assert carried["oxigraph.wasm"][:4] == b"\0asm"


def test_nothing_is_fetched_from_another_host(tmp_path: Path, site: Path, seeds_store: GraphStore) -> None:
    """No element names another host, and the browser is told to refuse one."""
    (path,) = export_files(seeds_store, "html", tmp_path / "graph.html")[1]
    for html in (path, site / "index.html"):
        head = html.read_text(encoding="utf-8").partition('<script type="application/octet-stream"')[0]
        assert "default-src 'none'" in head
        assert _OTHER_HOST.findall(head) == []


def test_a_licence_leaves_pages_out(tmp_path: Path, seeds_store: GraphStore) -> None:
    """What may not be shared so is in no file."""
    export_files(seeds_store, "site", tmp_path / "site", license_="CC-BY-SA-4.0")
    everything = json.loads((tmp_path / "site/data/summary.json").read_text(encoding="utf-8"))
    kept = {one["id"] for one in everything["pages"]}
    left_out = {curie for curie in _pages(seeds_store) if curie not in kept}
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and "static" not in path.parts]
    assert left_out
    assert [
        path
        for path in files
        if any(curie.partition(":")[2] in path.read_text("utf-8", "ignore") for curie in left_out)
    ] == []
    claims = json.loads((tmp_path / "site/data/claims.json").read_text(encoding="utf-8"))["claims"]
    assert {claim["document"] for claim in claims} <= kept
    assert len(list((tmp_path / "site/data/page").iterdir())) == len(kept) < 3


def test_identifiers_of_another_consumer_are_refused(tmp_path: Path, seeds_store: GraphStore) -> None:
    """Links would lead nowhere."""
    with pytest.raises(ExportError, match="leave --prefixes out"):
        export_files(seeds_store, "site", tmp_path / "site", prefixes="monarch")


def _unpacked(value: Any, claims: list[Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return [_unpacked(one, claims) for one in value]
    if not isinstance(value, dict):
        return value
    return claims[value["#"]] if "#" in value else {key: _unpacked(one, claims) for key, one in value.items()}


def _pages(store: GraphStore) -> list[str]:
    return [source.id for source in read_sources(GraphView(store))]
