"""Whatever the format, what a page denies is never read as a fact, and what it leaves open neither.

Every format must join the table: one whose files hold no claims says so with `no_claims`.
"""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from pohgraph.export import FORMATS, export_files
from pohgraph.store.graph import GraphStore
from pohgraph.vocab.prefixes import compress

Pair = tuple[str, str]
POH, AHO = "MONDO:0008153", "MONDO:0012912"
SHORT_STATURE, JOINT_PAIN, CALCIFICATION = "HP:0004322", "HP:0002829", "HP:0010766"


class Claims(NamedTuple):
    """What a reader who knows the format takes from a file: (disease, finding) that hold, and that do not."""

    held: set[Pair]
    denied: set[Pair]


def rdf(format_: RdfFormat) -> "Callable[[list[Path]], Claims]":
    """A reader of plain edges and of associations."""

    def read(paths: list[Path]) -> Claims:
        quads = list(pyoxigraph.parse(paths[0].read_bytes(), format_))
        slots: dict[str, dict[str, str]] = {}
        for quad in quads:
            slots.setdefault(_text(quad.subject), {})[_text(quad.predicate)] = _text(quad.object)
        return Claims(
            held={_pair(quad) for quad in quads if _text(quad.predicate) == "biolink:has_phenotype"},
            denied={
                (found["rdf:subject"], found["rdf:object"])
                for found in slots.values()
                if found.get("biolink:negated") == "true" and found["rdf:predicate"] == "biolink:has_phenotype"
            },
        )

    return read


def kgx(rows: Iterable[dict[str, object]]) -> Claims:
    """Edges of KGX, by the one slot its readers know."""
    edges = [row for row in rows if row.get("predicate") == "biolink:has_phenotype"]
    return Claims(
        held={(str(row["subject"]), str(row["object"])) for row in edges if not row["negated"]},
        denied={(str(row["subject"]), str(row["object"])) for row in edges if row["negated"]},
    )


def kgx_jsonl(paths: list[Path]) -> Claims:
    """Lines of JSON."""
    return kgx(json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())


def kgx_tsv(paths: list[Path]) -> Claims:
    """Tables, read as KGX does: any text in `negated` is true."""
    return kgx(row for path in paths for row in csv.DictReader(path.read_text("utf-8").split("\n"), delimiter="\t"))


def hpoa(paths: list[Path]) -> Claims:
    """HPO's annotations, with the diseases under the identifiers of its registries."""
    lines = [line for line in paths[0].read_text("utf-8").splitlines() if not line.startswith("#")]
    ours = {"ORPHA:2762": POH, "OMIM:166350": POH}
    rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["aspect"] == "P"]
    pairs = {
        qualifier: {
            (ours.get(r["database_id"], r["database_id"]), r["hpo_id"]) for r in rows if r["qualifier"] == qualifier
        }
        for qualifier in ("", "NOT")
    }
    return Claims(held=pairs[""], denied=pairs["NOT"])


no_claims = None
READERS: "dict[str, Callable[[list[Path]], Claims] | None]" = {
    "ttl": rdf(RdfFormat.TURTLE),
    "jsonld": rdf(RdfFormat.JSON_LD),
    "trig": rdf(RdfFormat.TRIG),
    "nq": rdf(RdfFormat.N_QUADS),
    "nt": rdf(RdfFormat.N_TRIPLES),
    "kgx-jsonl": kgx_jsonl,
    "kgx-tsv": kgx_tsv,
    "hpoa": hpoa,
    "sssom": no_claims,
}


def test_every_format_is_walked() -> None:
    """A new format needs a reader here."""
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("format_", [name for name, read in READERS.items() if read])
def test_denied_stays_denied(format_: str, sample_store: GraphStore, tmp_path: Path) -> None:
    """One disease has short stature and the other has not; what a page leaves open or says of a parent holds nowhere."""
    read = READERS[format_]
    assert read
    _, paths = export_files(sample_store, format_, tmp_path / f"out.{FORMATS[format_].extension}")
    claims = read(list(paths))
    assert (POH, SHORT_STATURE) in claims.denied
    assert (AHO, SHORT_STATURE) in claims.held
    assert (POH, CALCIFICATION) in claims.held
    assert not claims.held & claims.denied
    assert (POH, JOINT_PAIN) not in claims.held


def _pair(quad: Quad) -> Pair:
    return _text(quad.subject), _text(quad.object)


def _text(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return compress(term.value) if isinstance(term, NamedNode) else term.value
