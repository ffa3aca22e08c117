"""Roots of IRIs stand in prefixes.tsv, and nowhere else in the package; the ontology files agree with it."""

import re
from pathlib import Path

import pytest

from pohgraph.errors import UnknownReferenceError
from pohgraph.model import Reference
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import expand, intake_prefixes, iri_root, prefix_map
from pohgraph.tables import package_table

TABLE = package_table("schema", "prefixes.tsv")
# What these name are IRIs as others write them, addresses of files, or licences.
OF_OTHERS = frozenset(
    {
        "claims/identifiers.tsv",  # the rows of other consumers
        "claims/licences.tsv",
        "read/families.tsv",
        "read/formats/article.py",  # where a reader finds an article
        "vocab/formats/iri_forms.tsv",
        "vocab/releases.tsv",
    }
)
ONTOLOGY = sorted(bundled("ontology").glob("*.ttl"))
QUERIES = sorted(bundled("queries").glob("*.rq"))
_DECLARED = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_OURS = re.compile(r"https?://w3id\.org/pohgraph/[\w/#.-]*")


def test_table_is_sound() -> None:
    """Each prefix has one row, a use and a reason, and only those of the graph have other spellings."""
    assert len({row["prefix"] for row in TABLE}) == len(TABLE)
    assert {row["use"] for row in TABLE} == {"graph", "intake", "other"}
    assert all(row["iri"] and row["reason"] for row in TABLE)
    assert all(row["use"] == "graph" for row in TABLE if row["synonyms"])
    assert prefix_map().keys().isdisjoint(intake_prefixes())


def test_roots_are_spelled_once(sources: dict[str, str]) -> None:
    """No module and no table of ours repeats an IRI of the table: a changed one is changed there."""
    roots = {row["iri"] for row in TABLE}
    others = {name: text for name, text in sources.items() if name not in OF_OTHERS | {"schema/prefixes.tsv"}}
    assert sources.keys() >= OF_OTHERS
    found = {name: {root for root in roots if root in text} for name, text in others.items()}
    assert not {name: spelled for name, spelled in found.items() if spelled}


def test_our_iris_are_spelled_once(sources: dict[str, str]) -> None:
    """Nothing of our own lies outside our root, and no file but the table names it, not even one of those of others."""
    root = iri_root("poh").rstrip("/")
    assert all(row["iri"].startswith(root) for row in TABLE if row["reason"].startswith("own"))
    assert [name for name, text in sources.items() if root in text] == ["schema/prefixes.tsv"]


@pytest.mark.parametrize("path", [*ONTOLOGY, *QUERIES], ids=lambda path: path.name)
def test_declared_prefixes_are_those_of_the_table(path: Path) -> None:
    """A prefix that a Turtle file or a query declares has the table's IRI, if the table has it."""
    known = {row["prefix"]: row["iri"] for row in TABLE}
    declared = _DECLARED.findall(path.read_text(encoding="utf-8"))
    assert declared or path.suffix == ".rq"
    assert not {(prefix, iri) for prefix, iri in declared if known.get(prefix, iri) != iri}


@pytest.mark.parametrize("path", [*ONTOLOGY, *QUERIES], ids=lambda path: path.name)
def test_our_iris_in_ontology_files_lie_under_ours(path: Path) -> None:
    """Whatever a Turtle file or a query spells out of ours begins with our root, patterns included."""
    text = path.read_text(encoding="utf-8").replace("\\", "")
    spelled = set(_OURS.findall(text))
    assert spelled or path.suffix == ".rq"
    assert all(iri.startswith(iri_root("poh")) for iri in spelled)
    kinds = {"document": "pohdoc", "association": "pohassoc", "evidence": "pohevidence"}
    for iri in spelled:
        kind = iri.removeprefix(iri_root("poh")).partition("/")[0]
        if kind in kinds:
            assert iri.startswith(iri_root(kinds[kind]))


def test_shapes_speak_of_the_iris_of_the_table() -> None:
    """The patterns of the shapes hold the roots of documents, associations, evidence and HPO's terms."""
    shapes = bundled("ontology/shapes.ttl").read_text(encoding="utf-8").replace("\\", "")
    for prefix in ("pohdoc", "pohassoc", "pohevidence", "HP", "pohgraph", "oboInOwl"):
        assert f"^{iri_root(prefix)}" in shapes, prefix


def test_root_of_an_unknown_prefix_is_refused() -> None:
    """A prefix without a row is an error, one that no CURIE is made of is not."""
    assert iri_root("void").endswith("void#")
    with pytest.raises(UnknownReferenceError, match="no prefix 'voi'"):
        iri_root("voi")
    with pytest.raises(UnknownReferenceError):
        expand(Reference("void", "Dataset"))
