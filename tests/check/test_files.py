"""A graph file is proven by its manifest and its pages; whatever somebody changes in it is found by either, and by neither it is not proven."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from pohgraph.claims.spelling import OURS, consumers
from pohgraph.cli import app
from pohgraph.pipeline.released import check_release_files
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import open_store
from pohgraph.store.rdf import CONFLICTS

_KEYS = Path(__file__).parents[1] / "store" / "keys"
_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
}
_FLAT = frozenset({"nt", "ttl"})
_CLAIM, _EVIDENCE = "pohassoc:6d8fc43dc09e33ad2660be6e", "pohevidence:39fde8bc7b011a66579caba7"
_PAGE = "pohdoc:001_e4cb718ecab0250e"
_EDGE = "MONDO:0008153 biolink:has_phenotype HP:0002653"
_QUOTE = f"GRAPH {_PAGE} {{ ?q oa:exact 'Bone pain 0002653' ; ?slot ?old }}"
_NO_EVIDENCE = "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s oa:hasSelector ?q ; ?p ?o } }"
_NO_GRAPHS = "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
_NO_PAGES = "DELETE { ?s ?p ?o } WHERE { ?s a pohgraph:Document ; ?p ?o }"
_NO_SOURCES = "DELETE { ?s ?p ?o } WHERE { VALUES ?p { prov:hadPrimarySource prov:wasDerivedFrom } ?s ?p ?o }"


class Change(NamedTuple):
    """An update of a file: the graphs that are no longer as they were written, and what the pages say of it."""

    name: str
    update: str
    graphs: tuple[str, ...]
    pages: str


def _of_quote(slot: str, new: str) -> str:
    selected = _QUOTE.replace("?slot", slot)
    changed = f"GRAPH {_PAGE} {{ ?q {slot} {new} }}"
    return f"DELETE {{ GRAPH {_PAGE} {{ ?q {slot} ?old }} }} INSERT {{ {changed} }} WHERE {{ {selected} }}"


CHANGES = (
    Change("offset", _of_quote("oa:start", "3544"), (_PAGE,), "start is 3544, but the page gives 3543"),
    Change("prefix", _of_quote("oa:prefix", "'% of people'"), (_PAGE,), "proof: altered quote"),
    Change("quote", _of_quote("oa:exact", "'Bone pain 0002654'"), (_PAGE,), "proof: altered quote"),
    Change(
        "hash",
        f"DELETE {{ GRAPH ?g {{ {_PAGE} pohgraph:sha256 ?old }} }} INSERT {{ GRAPH ?g {{ {_PAGE} pohgraph:sha256 "
        f"'{'0' * 64}' }} }} WHERE {{ GRAPH ?g {{ {_PAGE} pohgraph:sha256 ?old }} }}",
        (_PAGE,),
        f"page missing: {_PAGE}: ",
    ),
    Change(
        "evidence of one claim",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }}",
        (_PAGE,),
        f"proof: missing evidence: {_EVIDENCE}",
    ),
    Change(
        "evidence of one claim and its link",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }} ; DELETE WHERE {{ {_CLAIM} prov:wasDerivedFrom ?e }}",
        ("default graph", _PAGE),
        f"proof: altered claim: {_CLAIM}",
    ),
    Change("evidence of all claims", _NO_EVIDENCE, (_PAGE,), "proof: missing evidence"),
    Change(
        "evidence of all claims and the links",
        f"{_NO_EVIDENCE} ; DELETE WHERE {{ ?claim prov:wasDerivedFrom ?e }}",
        ("default graph", _PAGE),
        "proof: missing evidence",
    ),
    Change(
        "a claim with its evidence and edge",
        f"DELETE WHERE {{ {_CLAIM} ?p ?o }} ; DELETE DATA {{ {_EDGE} }} ;"
        f" DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }}",
        ("default graph", _PAGE),
        f"proof: missing claim: {_CLAIM}",
    ),
    Change(
        "a claim alone", f"DELETE WHERE {{ {_CLAIM} ?p ?o }}", ("default graph",), f"proof: missing claim: {_CLAIM}"
    ),
    Change(
        "the graph of a page",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ ?s ?p ?o }} }}",
        (_PAGE,),
        "integrity: missing evidence",
    ),
    Change(
        "a page with its graph",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ ?s ?p ?o }} }} ; DELETE WHERE {{ {_PAGE} ?p ?o }}",
        ("default graph", _PAGE),
        "integrity: missing evidence",
    ),
    Change("the graphs of all pages", _NO_GRAPHS, (_PAGE,), "integrity: missing evidence"),
    Change(
        "all pages with their graphs",
        f"{_NO_GRAPHS} ; {_NO_PAGES}",
        (),
        "174 claims of pohgraph without the pages that they were read from",
    ),
    Change(
        "all pages, their graphs and all that leads to them",
        f"{_NO_GRAPHS} ; {_NO_PAGES} ; {_NO_SOURCES}",
        (),
        "174 claims of pohgraph without the pages that they were read from",
    ),
)
# A page that is gone with everything that it gave leaves a graph that its other pages prove: only the manifest knows of it.
_WITHOUT_A_PAGE = (
    f"DELETE {{ ?s ?p ?o }} WHERE {{ ?claim prov:hadPrimarySource {_PAGE} ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ."
    " FILTER NOT EXISTS { ?other rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:hadPrimarySource ?page ."
    f" FILTER(?page != {_PAGE}) }} }} ;"
    f" DELETE {{ ?claim ?p ?o }} WHERE {{ ?claim prov:hadPrimarySource {_PAGE} ; ?p ?o }} ;"
    f" DELETE WHERE {{ GRAPH {_PAGE} {{ ?s ?p ?o }} }} ; DELETE WHERE {{ {_PAGE} ?p ?o }}"
)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture(scope="module")
def quads(seeds_path: Path) -> str:
    """How many quads the graph of the bundled pages has, as reports write it."""
    return f"{len(open_store(seeds_path)):,}"


@pytest.fixture(scope="module")
def proven(seeds_path: Path) -> str:
    """How many of them pages give: all but the conflicts, which claims give."""
    graph = open_store(seeds_path)
    return f"{len(graph) - sum(1 for _ in graph.quads_of(CONFLICTS)):,}"


@pytest.fixture(scope="module")
def exported(seeds_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of the bundled pages in each format, each with its signed manifest; tests only read it."""
    folder = tmp_path_factory.mktemp("exported")
    for name in _FORMATS:
        done = _run("export", name, "--store", seeds_path, "-o", folder / f"a.{name}", "--sign-key", _KEYS / "open.key")
        assert done.exit_code == 0, done.stderr
    return folder


def _changed(exported: Path, update: str, form: str, folder: Path, *, manifest: bool) -> Path:
    """The exported file after an update; `manifest` puts the one that was written beside it."""
    store = Store()
    store.bulk_load(path=str(exported / "a.nq"), format=RdfFormat.N_QUADS)
    before = set(store)
    store.update(update, prefixes=prefix_map())
    assert set(store) != before, "the update changes nothing"
    file = folder / f"a.{form}"
    if form in _FLAT:
        flat = Store()
        flat.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
        flat.dump(file, _FORMATS[form], from_graph=DefaultGraph())
    else:
        store.dump(file, _FORMATS[form])
    if manifest:
        for name in (f"a.{form}.manifest.json", f"a.{form}.manifest.json.minisig"):
            shutil.copy(exported / name, folder)
    return file


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("pages", [False, True], ids=["alone", "pages"])
def test_an_export_proves_itself(form: str, exported: Path, quads: str, *, pages: bool) -> None:
    """With its signed manifest nothing is left open but what only pages tell; without pages, that is said."""
    options = ("--pages", bundled("seeds")) if pages else ()
    done = _run("check", exported / f"a.{form}", "--public-key", _KEYS / "open.pub", *options)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (
        f"signature: a.{form}.manifest.json is signed with the key 1DE15F45AEF76ADE: manifest of {quads} quads"
        in done.stderr
    )
    assert f"file: a.{form} has the bytes that were written" in done.stderr
    assert re.search(f"digest: (5 of 5 graphs|all {quads} triples) as they were written", done.stderr)
    told = [line for line in done.stderr.splitlines() if line.startswith("not proven")]
    assert told == (
        []
        if pages
        else [
            "not proven: 3 pages without the bytes that were read; `--pages` tells where they are",
            "not proven: the quotes of 3 pages, which `--pages` may give; the manifest alone vouches for them",
        ]
    )


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_is_found_by_the_manifest(change: Change, exported: Path, tmp_path: Path) -> None:
    """Without any page: the graph that differs is named, and its signature does not help it."""
    file = _changed(exported, change.update, "nq", tmp_path, manifest=True)
    done = _run("check", file, "--fast", "--public-key", _KEYS / "open.pub")
    assert done.exit_code == 1
    assert "file altered: a.nq has not the bytes that were written, " in done.stdout
    for graph in change.graphs:
        assert re.search(rf"^digest: graph (altered|missing): {graph}: ", done.stdout, re.MULTILINE)
    if not change.graphs:
        assert change.pages in done.stdout


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_is_found_by_the_pages(change: Change, exported: Path, tmp_path: Path) -> None:
    """Without the manifest: the claim or the page is named. What lost its evidence is nobody else's graph."""
    file = _changed(exported, change.update, "nq", tmp_path, manifest=False)
    done = _run("check", file, "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert change.pages in done.stdout
    assert "not proven: that a.nq is as it was written: there is no a.nq.manifest.json" in done.stderr


@pytest.mark.parametrize("form", ["jsonld", "ttl"])
@pytest.mark.parametrize("change", CHANGES[::4], ids=lambda change: change.name)
def test_a_change_is_found_in_other_formats(change: Change, form: str, exported: Path, tmp_path: Path) -> None:
    """By the manifest and by the pages."""
    file = _changed(exported, change.update, form, tmp_path, manifest=True)
    done = _run("check", file, "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert change.pages in done.stdout
    assert not change.graphs or "digest: graph " in done.stdout


@pytest.mark.parametrize("form", ["nq", "ttl"])
def test_a_page_that_is_gone_with_all_it_gave_is_found_by_the_manifest(
    form: str, exported: Path, tmp_path: Path
) -> None:
    """The other pages prove what is left."""
    file = _changed(exported, _WITHOUT_A_PAGE, form, tmp_path, manifest=True)
    done = _run("check", file, "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert f"digest: graph missing: {_PAGE}: had " in done.stdout


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_changed_file_alone_is_never_sound(change: Change, exported: Path, tmp_path: Path) -> None:
    """With neither manifest nor pages it is at least said that the pages are missing; it gives no graph that is sound."""
    file = _changed(exported, change.update, "nq", tmp_path, manifest=False)
    assert _run("check", file).exit_code == 1
    if _run("build", "--from", file, "--store", tmp_path / "b.db").exit_code == 0:
        assert _run("check", "--store", tmp_path / "b.db", "--fast").exit_code == 1


def test_a_file_alone_is_not_proven(exported: Path, tmp_path: Path) -> None:
    """What nothing vouches for has faults, though nobody changed it."""
    done = _run("check", shutil.copy(exported / "a.nq", tmp_path))
    assert done.exit_code == 1
    assert {line.partition(": pohdoc")[0] for line in done.stdout.splitlines()} == {"quotes: page missing"}
    assert "pohgraph-file" not in done.stdout
    assert "not proven: that a.nq is as it was written: there is no a.nq.manifest.json" in done.stderr


def test_a_graph_that_was_written_anew_is_still_that_graph(exported: Path, tmp_path: Path) -> None:
    """Other bytes, another order and names of prefixes are no other graph: that is said, and is no fault."""
    store = Store()
    store.bulk_load(path=str(exported / "a.trig"), format=RdfFormat.TRIG)
    store.dump(
        tmp_path / "a.trig", RdfFormat.TRIG, prefixes={"mine": prefix_map()["pohgraph"], "x": prefix_map()["HP"]}
    )
    shutil.copy(exported / "a.trig.manifest.json", tmp_path)
    done = _run("check", tmp_path / "a.trig", "--pages", bundled("seeds"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "not proven: the bytes of a.trig are not those that were written; its graph is compared" in done.stderr
    assert "not proven: who wrote a.trig.manifest.json: it is not signed" in done.stderr


@pytest.mark.parametrize("consumer", [name for name in consumers() if name != OURS])
@pytest.mark.parametrize("manifest", [True, False], ids=["manifest", "alone"])
def test_a_graph_with_other_identifiers_is_proven(
    consumer: str, seeds_path: Path, tmp_path: Path, proven: str, *, manifest: bool
) -> None:
    """Spelled for a consumer, it is read as ours; the manifest names the consumer, and without it the identifiers do."""
    file = tmp_path / "a.ttl"
    assert _run("export", "ttl", "--store", seeds_path, "-o", file, "--prefixes", consumer, "--manifest").exit_code == 0
    if not manifest:
        Path(f"{file}.manifest.json").unlink()
    done = _run("check", file, "--pages", bundled("seeds"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"proof: 3 of 3 pages read again, and {proven} quads held against them" in done.stderr
    line = f"names: identifiers are spelled for {consumer}, and were read as pohgraph spells them"
    assert line in done.stderr or (consumer == "orphanet" and not manifest)  # which spells these pages' as we do


def test_a_change_of_a_graph_with_other_identifiers_is_found(seeds_path: Path, tmp_path: Path) -> None:
    """The fault has the identifiers as we spell them; one spelled otherwise than the rest is refused."""
    file = tmp_path / "a.nq"
    assert _run("export", "nq", "--store", seeds_path, "-o", file, "--prefixes", "wikidata").exit_code == 0
    text = file.read_text("utf-8")
    claim = f"<{prefix_map()['pohassoc']}{_CLAIM.partition(':')[2]}>"
    (line,) = [line for line in text.splitlines() if line.startswith(f"{claim} <{prefix_map()['rdf']}object>")]
    file.write_text(text.replace(line, line.replace("HP:0002653", "HP:0100246")), "utf-8")
    done = _run("check", file, "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert "object is HP:0100246 (Osteoma), but the page gives HP:0002653 (Bone pain)" in done.stdout
    mixed = line.replace("https://hpo.jax.org/app/browse/term/HP:", prefix_map()["HP"])
    file.write_text(text.replace(line, mixed), "utf-8")
    assert _run("check", file, "--pages", bundled("seeds")).exit_code == 1


_ROOT = prefix_map()["pohassoc"].removesuffix("association/")


def test_a_graph_with_another_root_is_proven(exported: Path, tmp_path: Path, proven: str) -> None:
    """Our IRIs under another root are read as ours, and the report says so; what was changed is found all the same."""
    text = (exported / "a.nq").read_text("utf-8").replace(_ROOT, "https://kg.example.org/")
    file = tmp_path / "a.nq"
    file.write_text(text, "utf-8")
    done = _run("check", file, "--pages", bundled("seeds"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"names: https://kg.example.org/ was read as {_ROOT}" in done.stderr
    assert f"proof: 3 of 3 pages read again, and {proven} quads held against them" in done.stderr
    file.write_text(text.replace('"Bone pain 0002653"', '"Bone pain 0002654"'), "utf-8")
    done = _run("check", file, "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert f"proof: altered claim: {_CLAIM}" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            _ROOT + "vocab#",
            "https://kg.example.org/vocab#",
            "its pages are described with https://kg.example.org/, and",
        ),
        (_ROOT, "", "it has no page that pohgraph read, so nothing in it can be held against one"),
    ],
    ids=["half", "none"],
)
def test_names_that_cannot_be_read_are_not_proven(
    old: str, new: str, says: str, exported: Path, tmp_path: Path
) -> None:
    """The reason is said, and the exit status is 1."""
    text = (exported / "a.nq").read_text("utf-8")
    text = text.replace(old, new) if new else "\n".join(line for line in text.splitlines() if old not in line) + "\n"
    (tmp_path / "a.nq").write_text(text, "utf-8")
    done = _run("check", tmp_path / "a.nq", "--pages", bundled("seeds"))
    assert done.exit_code == 1
    assert done.stdout.startswith(f"proof: not proven: a.nq: {says}")


@pytest.mark.parametrize("terms", ["public-domain", "cc-by"])
def test_a_slice_is_proven(terms: str, seeds_path: Path, tmp_path: Path) -> None:
    """What a licence leaves out is missed by nobody."""
    file = tmp_path / "a.jsonld"
    done = _run("export", "jsonld", "--store", seeds_path, "-o", file, "--license", terms, "--manifest")
    assert done.exit_code == 0, done.stderr
    done = _run("check", file, "--pages", bundled("seeds"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "proof: 2 of 2 pages read again" in done.stderr
    assert "digest: 4 of 4 graphs as they were written" in done.stderr
    assert "not proven: 2 conflicts: they were found in more pages than are here" in done.stderr


@pytest.mark.parametrize("key", [(), ("--public-key", _KEYS / "open.pub")], ids=["no key", "key"])
def test_a_changed_comment_is_a_fault_where_a_key_vouches_for_the_file(
    key: tuple[object, ...], exported: Path, tmp_path: Path
) -> None:
    """The graph is the same, but the signature is of other bytes. Without a key it is said that they are others."""
    for name in ("a.ttl.manifest.json", "a.ttl.manifest.json.minisig"):
        shutil.copy(exported / name, tmp_path)
    text = (exported / "a.ttl").read_bytes()
    at = text.index(b"# ") + 2
    (tmp_path / "a.ttl").write_bytes(text[:at] + b"~" + text[at + 1 :])
    done = _run("check", tmp_path / "a.ttl", "--pages", bundled("seeds"), *key)
    if key:
        size = f"{len(text):,} bytes"
        assert done.exit_code == 1
        assert done.stdout == f"file altered: a.ttl has not the bytes that were written, {size}\n"
        assert done.stderr.endswith("\n1 fault found\n")
    else:
        assert (done.exit_code, done.stdout) == (0, "")
        assert "not proven: the bytes of a.ttl are not those that were written; its graph is compared" in done.stderr


def test_tables_are_compared_by_their_bytes(seeds_path: Path, tmp_path: Path) -> None:
    """They have no evidence, and it is said that their claims are not proven."""
    done = _run("export", "kgx-tsv", "--store", seeds_path, "-o", tmp_path / "a", "--manifest")
    assert done.exit_code == 0, done.stderr
    edges = tmp_path / "a_edges.tsv"
    manifest = tmp_path / "a.manifest.json"
    assert set(json.loads(manifest.read_text("utf-8"))["written"]["files"]) == {"a_edges.tsv", "a_nodes.tsv"}
    done = _run("check", edges)  # finds the manifest of both
    assert (done.exit_code, done.stdout) == (0, "")
    assert "not proven: what a_edges.tsv says: kgx-tsv has no evidence to hold against pages" in done.stderr
    edges.write_bytes(edges.read_bytes().replace(b"HP:0002653", b"HP:0002654"))
    done = _run("check", edges, "--manifest", manifest)
    assert done.exit_code == 1
    assert done.stdout.startswith("file altered: a_edges.tsv has not the bytes that were written, ")
    edges.rename(tmp_path / "b.tsv")
    done = _run("check", tmp_path / "b.tsv", "--manifest", manifest)
    assert done.exit_code == 1
    assert done.stdout == "file not named: b.tsv, of which a.manifest.json tells nothing\n"


def test_a_manifest_is_that_of_a_file(seeds_path: Path, exported: Path, release: Path, tmp_path: Path) -> None:
    """For a store and a release it would be looked at by nobody, and of a folder none is written."""
    for checked in (seeds_path, release):
        done = _run("check", checked, "--manifest", exported / "a.nq.manifest.json")
        assert done.exit_code == 2
        assert "a store and a release have their own" in done.stderr
    done = _run("export", "site", "--store", seeds_path, "-o", tmp_path / "site", "--manifest")
    assert done.exit_code == 2
    assert "site is a folder, and a manifest is written of files alone" in done.stderr


@pytest.mark.parametrize("change", ["manifest", "signature", "no signature"])
def test_a_manifest_that_was_changed_is_a_fault(change: str, exported: Path, tmp_path: Path) -> None:
    """One that does not fit itself, and one whose signature is not that of its maker."""
    for name in ("a.nq", "a.nq.manifest.json", "a.nq.manifest.json.minisig"):
        shutil.copy(exported / name, tmp_path)
    manifest = tmp_path / "a.nq.manifest.json"
    if change == "manifest":
        manifest.write_text(manifest.read_text("utf-8").replace('"whole": true', '"whole": false'), "utf-8")
    elif change == "signature":
        shutil.copy(exported / "a.ttl.manifest.json.minisig", f"{manifest}.minisig")
    else:
        Path(f"{manifest}.minisig").unlink()
    done = _run("check", tmp_path / "a.nq", "--fast", "--public-key", _KEYS / "open.pub")
    assert done.exit_code == 1
    says = {
        "manifest": "file: manifest altered: a.nq.manifest.json was changed, or belongs to another version",
        "signature": "signature wrong: a.nq.manifest.json.minisig is not that of this a.nq.manifest.json",
        "no signature": "signature missing: a.nq.manifest.json is not signed",
    }[change]
    assert says in done.stdout


def test_no_manifest_is_written_of_a_graph_that_was_changed(seeds_path: Path, tmp_path: Path) -> None:
    """It would vouch for whatever somebody made of the store."""
    from tests.check.test_falsifications import FALSIFICATIONS, _falsified  # noqa: PLC0415 - how to change one

    store = _falsified(seeds_path, tmp_path, FALSIFICATIONS[1].update, fitting=False)
    done = _run("export", "nq", "--store", store, "-o", tmp_path / "a.nq", "--manifest")
    assert done.exit_code == 1
    assert "is not as it was written; `pohgraph check` tells what was changed" in str(done.exception)
    assert not (tmp_path / "a.nq").exists()


def test_an_export_has_the_digests_of_its_store(seeds_path: Path, exported: Path) -> None:
    """Its manifest names that of the store, and the same graph gives the same manifest."""
    content = json.loads((exported / "a.nq.manifest.json").read_text("utf-8"))
    with open_store(seeds_path) as store:
        assert store.manifest
        assert content["written"]["made_of"] == store.manifest.digest
        assert content["graphs"] == {name: list(found) for name, found in store.manifest.graphs.items()}


@pytest.fixture(scope="module")
def release(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A signed release, which tests only read."""
    folder = tmp_path_factory.mktemp("release") / "out"
    done = _run("export", "release", "--store", sample_path, "-o", folder, "--sign-key", _KEYS / "open.key")
    assert done.exit_code == 0, done.stderr
    return folder


def _check_release(folder: Path) -> Result:
    return _run("check", folder, "--fast", "--public-key", _KEYS / "open.pub")


def test_a_release_is_signed_twice(release: Path) -> None:
    """Its manifest, for whoever takes the graph, and its checksums, for whoever takes all."""
    done = _check_release(release)
    for name in ("manifest.json", "SHA256SUMS"):
        assert f"signature: {name} is signed with the key 1DE15F45AEF76ADE: " in done.stderr
    assert "file: pohgraph.nq has the bytes that were written" in done.stderr
    assert not [line for line in done.stdout.splitlines() if line.startswith(("signature", "file", "digest"))]
    done = _run("check", release / "pohgraph-kgx_edges.tsv", "--public-key", _KEYS / "open.pub")
    assert "pohgraph-kgx_edges.tsv has the bytes that were written" in done.stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("README.md", "file altered: README.md has not the hash that SHA256SUMS gives"),
        ("pohgraph.hpoa", "file altered: pohgraph.hpoa has not the hash that SHA256SUMS gives"),
        ("SHA256SUMS", "signature wrong: SHA256SUMS.minisig is not that of this SHA256SUMS"),
        ("manifest.json", "signature wrong: manifest.json.minisig is not that of this manifest.json"),
        ("removed", "file missing: pohgraph.ttl, which SHA256SUMS names"),
    ],
)
def test_a_changed_release_is_found(change: str, says: str, release: Path, tmp_path: Path) -> None:
    """Whichever file it is."""
    folder = Path(shutil.copytree(release, tmp_path / "out"))
    if change == "removed":
        (folder / "pohgraph.ttl").unlink()
    else:
        (folder / change).write_bytes((folder / change).read_bytes() + b"\n")
    done = _check_release(folder)
    assert done.exit_code == 1
    assert says in done.stdout
    assert f"\n{len(done.stdout.splitlines())} fault" in done.stderr


@pytest.mark.parametrize("change", ["graph", "manifest"])
def test_pages_that_nobody_gave_are_no_faults_of_a_changed_release(change: str, release: Path, tmp_path: Path) -> None:
    """What was changed is the only fault, and no folder for temporary files is named."""
    folder = Path(shutil.copytree(release, tmp_path / "out"))
    file = folder / ("pohgraph.nq" if change == "graph" else "manifest.json")
    text = file.read_text("utf-8")
    file.write_text(
        text.replace('"digest": "', '"digest": "0', 1) if change == "manifest" else text.partition("\n")[2], "utf-8"
    )
    assert file.read_text("utf-8") != text
    done = _run("check", folder, "--fast")
    assert done.exit_code == 1
    assert f"file altered: {file.name} has not the hash that SHA256SUMS gives" in done.stdout
    assert "page missing" not in done.stdout
    assert "pohgraph-file" not in done.output
    assert re.search(r"not proven: the quotes of \d+ pages?, which `--pages` may give", done.stderr)


def _sums(folder: Path, drop: str, *more: str) -> None:
    path = folder / "SHA256SUMS"
    kept = [line for line in path.read_text("utf-8").splitlines() if not re.search(drop, line)]
    path.write_text("".join(f"{line}\n" for line in (*kept, *more)), "utf-8")


@pytest.mark.parametrize("name", ["/etc/hostname", "../beside.txt"])
def test_nothing_outside_a_release_is_read(name: str, release: Path, tmp_path: Path) -> None:
    """A list that names it is wrong, whatever hash it gives."""
    folder = Path(shutil.copytree(release, tmp_path / "out"))
    (tmp_path / "beside.txt").write_text("", "utf-8")
    _sums(folder, "$^", f"{hashlib.sha256(b'').hexdigest()}  {name}")
    found = check_release_files(folder)
    assert [str(fault) for fault in found.faults] == [
        f"file: checksums damaged: SHA256SUMS: '{name}' is no file of this folder"
    ]


def test_the_manifest_of_a_release_is_held_against_its_files(release: Path, tmp_path: Path) -> None:
    """A list that names nothing, or that was made anew for a table that was changed, helps nobody."""
    assert not check_release_files(release).faults
    folder = Path(shutil.copytree(release, tmp_path / "out"))
    table = folder / "pohgraph.hpoa"
    table.write_bytes(table.read_bytes() + b"\n")
    _sums(folder, r"  pohgraph\.hpoa$", f"{hashlib.sha256(table.read_bytes()).hexdigest()}  pohgraph.hpoa")
    altered = "file altered: pohgraph.hpoa has not the hash that manifest.json gives"
    assert list(map(str, check_release_files(folder).faults)) == [altered]
    _sums(folder, ".")
    faults = list(map(str, check_release_files(folder).faults))
    assert altered in faults
    assert "file not named: pohgraph.ttl, which manifest.json names and SHA256SUMS does not" in faults


def test_a_release_that_cannot_be_read_is_an_error(release: Path, tmp_path: Path) -> None:
    """One without a graph, and one whose list would be waited for."""
    shutil.copy(release / "manifest.json", tmp_path)
    done = _run("check", tmp_path)
    assert "has no graph file, such as pohgraph.nq" in str(done.exception)
    shutil.copy(release / "pohgraph.nq", tmp_path)
    os.mkfifo(tmp_path / "SHA256SUMS")
    done = _run("check", tmp_path)
    assert "SHA256SUMS: a pipe or a device, not a file" in str(done.exception)


def test_what_is_neither_store_nor_release_is_told(tmp_path: Path) -> None:
    """A folder, and a file that no manifest tells of."""
    (tmp_path / "a.tsv").write_text("a\tb\n", encoding="utf-8")
    done = _run("check", tmp_path)
    assert "is neither a store nor a release: it has no manifest.json" in str(done.exception)
    done = _run("check", tmp_path / "a.tsv")
    assert "is no graph in RDF, and has no manifest that tells what it should be" in str(done.exception)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere", "no such file or folder"), ("empty", "the folder holds no page"), ("no*.txt", "no file matches")],
)
def test_a_path_without_pages_is_an_error(
    name: str, reason: str, exported: Path, seeds_path: Path, tmp_path: Path
) -> None:
    """`--pages` that gives no page is a slip: it is told for a file and for a store that lacks none, before anything is checked."""
    (tmp_path / "empty").mkdir()
    wrong = tmp_path / name
    for checked in ([str(exported / "a.nq")], ["--store", str(seeds_path)], ["--store", str(seeds_path), "--fast"]):
        done = CliRunner().invoke(app, ["check", *checked, "--pages", str(bundled("seeds")), "--pages", str(wrong)])
        assert done.exit_code == 1
        assert str(done.exception).startswith(f"{wrong}: {reason}")
