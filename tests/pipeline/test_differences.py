"""The difference of two releases in words, as JSON and as RDF Patch: each planted change is in all three, and nothing is lost."""

import json
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store
from tests.pipeline.planted import PLANTED, Planted, claim_on

import pohgraph as pg
from pohgraph.claims.quad_changes import changed_quads
from pohgraph.cli import app, run
from pohgraph.compare.difference import differences
from pohgraph.compare.difference_words import difference_row, difference_rows, summary, what_changed
from pohgraph.compare.graphs import GraphDifference, VersionChange
from pohgraph.errors import ExportError
from pohgraph.export import export_files, export_graph
from pohgraph.export.rdf.patch import write_patch
from pohgraph.pipeline.gather import gather
from pohgraph.store.graph import open_store
from pohgraph.store.quad_reader import MemoryGraph

Releases = tuple[Path, Path]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def _nquads(store: Path) -> list[str]:
    out = BytesIO()
    with open_store(store) as graph:
        export_graph(graph, "nq", out)
    return out.getvalue().decode().splitlines()


def applied(lines: list[str], patch: str) -> list[str]:
    """N-Quads after a patch; each row must delete what is there, or add what is not."""
    found = set(lines)
    for row in patch.removesuffix("\n").split("\n"):
        operation, _, quad = row.partition(" ")
        if operation == "D":
            found.remove(quad)
        elif operation == "A":
            assert quad not in found
            found.add(quad)
    return sorted(found)


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_change_is_told_in_words(releases: Releases, kind: str) -> None:
    """One claim differs so, and the row says in what."""
    planted = PLANTED[kind]
    (difference,) = (
        d
        for d in pg.diff(*releases).claims
        if d.claim.object_label == planted.object
        and d.claim.source.id == planted.source
        and d.claim.predicate == "biolink:has_phenotype"
    )
    assert difference.change == planted.change
    assert planted.says in " ".join(difference_row(difference))


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_change_is_in_the_json_and_in_the_patch(releases: Releases, kind: str) -> None:
    """JSON has the field with both values, and the patch has quads of the claim before and after."""
    planted = PLANTED[kind]
    found = json.loads(_run("diff", *releases, "--format", "json").stdout)
    (claim,) = (c for c in found["claims"] if _is(c, planted))
    assert claim["change"] == planted.change
    assert not planted.field or claim["fields"][planted.field]["before"] != claim["fields"][planted.field]["after"]
    patch = _run("diff", *releases, "--format", "patch").stdout
    for side, operation in (("before", "D"), ("after", "A")):
        if claim[side] and claim[side]["id"] != (claim["after" if side == "before" else "before"] or {}).get("id"):
            own = claim[side]["id"].replace("pohassoc:", "https://w3id.org/pohgraph/association/")
            is_kept = planted.field == "object" and side == "before"  # what was edited stays on record
            assert is_kept or f"\n{operation} <{own}> " in patch


def _is(claim: dict[str, dict[str, object]], planted: Planted) -> bool:
    now = claim["after"] or claim["before"]
    source = now["source"]
    assert isinstance(source, dict)
    is_phenotype = now["predicate"] == "biolink:has_phenotype"
    return is_phenotype and now["object_label"] == planted.object and source["id"] == planted.source


def test_pages_are_told(releases: Releases) -> None:
    """Pages that came, went, changed, or came back under another name."""
    pages = {(page.change, page.page.id) for page in pg.diff(*releases).pages}
    assert pages == {
        ("removed", "pohdoc:achondroplasia"),
        ("added", "pohdoc:marfan"),
        ("renamed", "pohdoc:fibrosis-moved"),
        ("changed", "pohdoc:ossification"),
    }


def test_a_page_that_was_only_renamed_changes_no_claim(releases: Releases) -> None:
    """The page is told, its claims are not; what else their sources differ in is, by itself."""
    found = pg.diff(*releases)
    assert "Chronic cough" not in {difference.claim.object_label for difference in found.claims}
    before, after = claim_on(releases[0], "Chronic cough"), claim_on(releases[1], "Chronic cough")
    renamed = {before.source.key: after.source.key}
    assert differences([before], [after], renamed=renamed) == []
    cited = replace(after, publications=("PMID:1",))
    (difference,) = differences([before], [cited], renamed=renamed)
    assert what_changed(difference) == "sources: none → cites PMID:1"


def test_what_did_not_change_is_not_told(releases: Releases) -> None:
    """Claims whose words only moved in their page are counted, and not listed."""
    found = pg.diff(*releases)
    told = {difference.claim.object_label for difference in found.claims}
    assert not told & {"Osteoporosis", "Muscle weakness"}
    assert found.moved == 2


def test_every_quad_is_accounted_for(releases: Releases) -> None:
    """The counts are those of the graphs."""
    old, new = map(set, map(_nquads, releases))
    found = pg.diff(*releases)
    assert (found.removed, found.added) == (len(old - new), len(new - old))


@pytest.mark.parametrize("backward", [False, True])
def test_the_patch_turns_one_graph_into_the_other(releases: Releases, backward: bool) -> None:
    """Applied to the N-Quads of A it gives exactly those of B, either way round."""
    old, new = releases[::-1] if backward else releases
    result = _run("diff", old, new, "--format", "patch")
    assert result.exit_code == 1
    assert applied(_nquads(old), result.stdout) == _nquads(new)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own parsers of N-Quads and patches
def test_rdflib_applies_the_patch(releases: Releases) -> None:
    """A reader of RDF Patch that is not ours comes to the same graph."""
    patch = _run("diff", *releases, "--format", "patch").stdout
    dataset = rdflib.Dataset()
    dataset.parse(data="\n".join(_nquads(releases[0])) + "\n", format="nquads")
    dataset.parse(data=patch, format="patch")
    wanted = rdflib.Dataset()
    wanted.parse(data="\n".join(_nquads(releases[1])) + "\n", format="nquads")
    assert set(dataset.quads()) == set(wanted.quads())


def test_the_patch_is_in_the_form_of_its_specification(releases: Releases) -> None:
    """A header with an identifier, one transaction, prefixes, and nothing but rows that end with a dot."""
    rows = _run("diff", *releases, "--format", "patch").stdout.splitlines()
    assert rows[0].startswith("H id <uuid:")
    assert (rows[1], rows[-1]) == ("TX .", "TC .")
    assert all(row.endswith(" .") for row in rows)
    assert {row.partition(" ")[0] for row in rows} == {"H", "TX", "PA", "A", "D", "TC"}
    assert 'PA "HP" "http://purl.obolibrary.org/obo/HP_" .' in rows


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "patch", "md", "csv"])
def test_the_same_graphs_give_the_same_bytes(releases: Releases, tmp_path: Path, format_: str) -> None:
    """Whether they are stores or files, and however often."""
    files = []
    for number, store in enumerate(releases):
        files.append(tmp_path / f"{number}.nq")
        files[-1].write_text("\n".join(_nquads(store)) + "\n", encoding="utf-8")
    first = _run("diff", *releases, "--format", format_)
    assert first.stdout == _run("diff", *releases, "--format", format_).stdout
    assert first.stdout == _run("diff", *files, "--format", format_).stdout


def test_the_exit_status_is_that_of_diff(releases: Releases, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """0 for the same, 1 for others, 2 where it cannot be told, with one line that says why."""
    for format_ in ("table", "json", "patch"):
        assert run(["diff", str(releases[0]), str(releases[0]), "--format", format_]) == 0
        assert run(["diff", *map(str, releases), "--format", format_]) == 1
        capfd.readouterr()
        assert run(["diff", str(releases[0]), str(tmp_path / "none.db"), "--format", format_]) == 2
        out, err = capfd.readouterr()
        assert not out
        assert "none.db" in err


@pytest.mark.parametrize("options", [["--any-source"], ["--limit", "3"]])
def test_a_patch_is_never_a_part(releases: Releases, options: list[str]) -> None:
    """What would leave quads out of a patch is refused."""
    assert _run("diff", *releases, "--format", "patch", *options).exit_code == 2


def test_a_release_folder_stands_for_its_graph(releases: Releases, tmp_path: Path) -> None:
    """Of all its formats the N-Quads are read, once; where they were changed, nothing is compared."""
    with open_store(releases[0]) as graph:
        export_files(graph, "release", tmp_path / "january")
    assert not pg.diff(releases[0], tmp_path / "january")
    assert pg.diff(tmp_path / "january", releases[1])
    with (tmp_path / "january" / "pohgraph.nq").open("a", encoding="utf-8") as out:
        out.write("<https://e/s> <https://e/p> <https://e/o> .\n")
    result = CliRunner().invoke(app, ["diff", str(releases[0]), str(tmp_path / "january")])
    assert result.exit_code == 2
    assert "not as it was released" in result.stderr


def test_a_decision_that_is_taken_back_is_told(releases: Releases) -> None:
    """The other way round, the edit and the rejection are gone."""
    told = {d.claim.object_label: " ".join(difference_row(d)) for d in pg.diff(*releases[::-1]).claims}
    assert "rejected by Bob Example, 2026-02-03; of a relative → none" in told["Anemia"]
    assert "object: Bradykinesia (HP:0002067) → Tremor (HP:0001337); decision: edited" in told["Tremor"]


def test_decisions_that_are_not_in_force_are_told(releases: Releases, tmp_path: Path) -> None:
    """Where curators disagree, a claim does not change, and what they decided is a difference all the same."""
    from pohgraph.review.decision import checked  # noqa: PLC0415 - for this alone
    from pohgraph.review.table import Entry  # noqa: PLC0415 - as above

    (difference,) = (d for d in pg.diff(*releases).claims if d.claim.object_label == "Glaucoma")
    entries = [
        Entry(checked({"claim": str(difference.claim.id), "decision": word, "curator": who}), f"{who}, line 1")
        for word, who in (("accept", "Ann Example"), ("reject", "Cy Example"))
    ]
    gather([releases[1]], store=tmp_path / "db", decisions=[entries])
    (found,) = pg.diff(releases[1], tmp_path / "db").claims
    assert found.fields == ("decision",)
    assert "accepted by Ann Example; not in force" in " ".join(difference_row(found))


def test_another_name_of_a_term_is_told(releases: Releases, tmp_path: Path) -> None:
    """A label that changed is a row of its own; no claim differs."""
    text = "\n".join(_nquads(releases[0])) + "\n"
    (tmp_path / "a.nq").write_text(text.replace('"Cataract"', '"Clouded lens"'), encoding="utf-8")
    found = pg.diff(releases[0], tmp_path / "a.nq")
    assert not found.claims
    assert [(str(n.node), n.before, n.after) for n in found.names] == [("HP:0000518", "Cataract", "Clouded lens")]
    assert found.others == {}


def test_versions_are_told(releases: Releases, tmp_path: Path) -> None:
    """A vocabulary of another release, and a program of another version, with both."""
    text = "\n".join(_nquads(releases[0])) + "\n"
    version = "Human Phenotype Ontology 2025-01-16"
    assert version in text
    text = text.replace(version, "Human Phenotype Ontology 2026-01-08").replace(
        'extractor_version> "0.1.0"', 'extractor_version> "0.2.0"'
    )
    (tmp_path / "a.nq").write_text(text, encoding="utf-8")
    rows = {row[2]: row[8] for row in difference_rows(pg.diff(releases[0], tmp_path / "a.nq")) if row[0] == "version"}
    assert rows == {"pohgraph": "0.1.0 → 0.2.0", "pohvocab:hp": f"{version} → Human Phenotype Ontology 2026-01-08"}


def test_a_version_alone_is_no_difference_and_is_told() -> None:
    """A row that says "changed" does not stand above the words "no difference" alone."""
    only = GraphDifference(claims=(), versions=(VersionChange(name="pohgraph", before="0.1.0", after="0.2.0"),))
    assert list(summary(only)) == ["no difference, though other versions read them"]


def test_a_blank_node_is_refused() -> None:
    """Its label means nothing outside its own graph, so the message says what to do."""
    quad = Quad(BlankNode("b"), NamedNode("https://e/p"), Literal("_:b"))
    with pytest.raises(ExportError, match="a blank node, which a patch cannot name"):
        write_patch(changed_quads(MemoryGraph([]), MemoryGraph([quad])), BytesIO())


def test_a_store_that_was_edited_is_not_what_its_manifest_says(releases: Releases, tmp_path: Path) -> None:
    """With as many quads as before: the graph itself is compared, in words, as a patch and since a previous release."""
    edited = Path(shutil.copytree(releases[0], tmp_path / "edited.db"))
    store = Store(edited / (edited / "current").read_text(encoding="ascii").strip() / "graph")
    (old,) = store.quads_for_pattern(None, None, Literal("Cataract"), DefaultGraph())
    store.remove(old)
    store.add(Quad(old.subject, old.predicate, Literal("Clouded lens")))
    store.flush()
    del store
    found = pg.diff(releases[0], edited)
    assert [(str(n.node), n.before, n.after) for n in found.names] == [("HP:0000518", "Cataract", "Clouded lens")]
    patch = _run("diff", releases[0], edited, "--format", "patch").stdout
    assert [row for row in patch.splitlines() if row[:2] in {"A ", "D "}] == [
        f"D {old.triple} .",
        f'A {old.subject} {old.predicate} "Clouded lens" .',
    ]
    done = _run("export", "release", "--store", releases[0], "-o", tmp_path / "out", "--previous", edited)
    assert done.exit_code == 0
    (changes,) = (tmp_path / "out").glob("*.rdfp")
    assert f"\nA {old.triple} .\n" in changes.read_text("utf-8")


def test_changes_come_graph_by_graph() -> None:
    """The default graph first, then the others by their tokens, each in the order of its lines."""
    a, z = NamedNode("https://e/a"), NamedNode("https://e/z")
    quads = [
        Quad(a, a, a, NamedNode("https://e/g")),
        Quad(a, a, z, NamedNode("https://e/g/1")),
        Quad(z, a, a),
        Quad(z, a, a, a),
    ]
    changes = changed_quads(MemoryGraph([]), MemoryGraph(quads))
    assert [(change.graph, change.subject) for change in changes] == [
        ("", str(z)),
        (str(a), str(z)),
        ("<https://e/g/1>", str(a)),
        ("<https://e/g>", str(a)),
    ]


_IRIS = st.sampled_from(["https://e/a", "https://e/b#c", "https://e/ü"]).map(NamedNode)
_LITERALS = st.one_of(
    st.text(max_size=5).map(Literal),
    st.text(max_size=3).map(lambda text: Literal(text, language="en")),
    st.integers(0, 9).map(Literal),
)
_QUADS = st.lists(
    st.one_of(
        st.builds(Quad, _IRIS, _IRIS, st.one_of(_IRIS, _LITERALS)),
        st.builds(Quad, _IRIS, _IRIS, st.one_of(_IRIS, _LITERALS), _IRIS),
    ),
    max_size=8,
)


@given(old=_QUADS, new=_QUADS)
def test_any_graph_is_patched_to_any_other(old: list[Quad], new: list[Quad]) -> None:
    """Whatever the literals hold."""
    out = BytesIO()
    count = write_patch(changed_quads(MemoryGraph(old), MemoryGraph(new)), out)
    before, after = (sorted({f"{quad} ." for quad in quads}) for quads in (old, new))
    assert applied(before, out.getvalue().decode()) == after
    assert count == len(set(before) ^ set(after))
