"""Whatever the format, what a page denies is never read as a fact, and what it leaves open neither.

Every format must join the table: one whose files hold no claims says so with `no_claims`.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pandas as pd
import pyoxigraph
import pytest
from google.protobuf.json_format import Parse
from ndex2.cx2 import RawCX2NetworkFactory
from phenopackets import Phenopacket
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from pohgraph.export import FORMATS, export_files
from pohgraph.schema.prefixes import compress
from pohgraph.store.graph import GraphStore

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


def edges(rows: Iterable[Mapping[str, object]]) -> Claims:
    """Edges of graph tools and tables: one column tells what is a plain fact, another what is denied."""
    found = [row for row in rows if row["predicate"] == "biolink:has_phenotype"]
    return Claims(
        held={(str(row["subject"]), str(row["object"])) for row in found if row["state"] == "stated"},
        denied={(str(row["subject"]), str(row["object"])) for row in found if row["negated"]},
    )


def graphml(paths: list[Path]) -> Claims:
    """A graph of networkx."""
    graph = nx.read_graphml(paths[0], force_multigraph=True)
    return edges({"subject": start, "object": end, **data} for start, end, data in graph.edges(data=True))


def cx2(paths: list[Path]) -> Claims:
    """A network of NDEx."""
    network = RawCX2NetworkFactory().get_cx2network(json.loads(paths[0].read_bytes()))
    names = {number: node["v"]["id"] for number, node in network.get_nodes().items()}
    return edges(
        {"subject": names[edge["s"]], "object": names[edge["t"]], "predicate": edge["v"]["interaction"], **edge["v"]}
        for edge in network.get_edges().values()
    )


def table(read: Callable[[Path], pd.DataFrame]) -> "Callable[[list[Path]], Claims]":
    """A data frame of the edges."""
    return lambda paths: edges(read(next(path for path in paths if "edges" in path.name)).to_dict("records"))


def phenopackets(paths: list[Path]) -> Claims:
    """Features that are present or excluded, in the classes of GA4GH."""
    packets = [Parse(line, Phenopacket()) for line in paths[0].read_text("utf-8").splitlines()]
    features = {
        excluded: {(p.id, f.type.id) for p in packets for f in p.phenotypic_features if f.excluded is excluded}
        for excluded in (False, True)
    }
    return Claims(held=features[False], denied=features[True])


def bioschemas(paths: list[Path]) -> Claims:
    """Signs of conditions; there is no way to deny one."""
    conditions = json.loads(paths[0].read_bytes())["@graph"]
    signs = {(c["@id"], sign["@id"]) for c in conditions for sign in c.get("signOrSymptom", ())}
    return Claims(held={(compress(condition), compress(sign)) for condition, sign in signs}, denied=set())


def site(paths: list[Path]) -> Claims:
    """The claims of an exported folder, by what the page shows of them."""
    found = json.loads((paths[0] / "data" / "claims.json").read_bytes())["claims"]
    return edges(
        {
            "subject": claim["subject"]["id"],
            "object": (claim["object"] or {}).get("id"),
            "predicate": claim["predicate"],
            "state": claim["state"],
            "negated": claim["negated"],
        }
        for claim in found
    )


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
    "nanopub": rdf(RdfFormat.TRIG),
    "graphml": graphml,
    "cx2": cx2,
    "csv": table(pd.read_csv),
    "parquet": table(pd.read_parquet),
    "phenopackets": phenopackets,
    "bioschemas": bioschemas,
    "void": no_claims,
    "sparql-examples": no_claims,
    "site": site,
    "html": no_claims,  # but for those of the site, packed
    "release": no_claims,  # but for those of the formats above
}
WITHOUT_DENIALS = {"bioschemas"}  # formats that cannot say that something is not so


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
    assert (POH, SHORT_STATURE) in claims.denied or format_ in WITHOUT_DENIALS
    assert (POH, SHORT_STATURE) not in claims.held
    assert (AHO, SHORT_STATURE) in claims.held
    assert (POH, CALCIFICATION) in claims.held
    assert not claims.held & claims.denied
    assert (POH, JOINT_PAIN) not in claims.held


def _pair(quad: Quad) -> Pair:
    return _text(quad.subject), _text(quad.object)


def _text(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return compress(term.value) if isinstance(term, NamedNode) else term.value
