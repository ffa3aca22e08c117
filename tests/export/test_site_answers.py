"""What an exported page answers by itself, search and SPARQL, is what the command line and the store on disk answer."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pyoxigraph import QuerySolutions
from tests.needs import ROOT, missing

from pohgraph.answers.context import Context
from pohgraph.answers.queries import queries
from pohgraph.answers.search import hits
from pohgraph.store.graph import GraphStore

_ANSWERING = ROOT / "frontend" / "tests" / "answering.mjs"
# Names, synonyms and identifiers in many spellings; words of names, parts, misspelt and swapped words; nothing at all.
_TYPED = """
poh
progressive osseous heteroplasia
Progresive oseous heteroplasia
heteroplasia
Albright hereditary osteodystrophy
Albright's  HEREDITARY osteodystrophy
osteodystrofy
gnas
OMIM166350
omim:166350
omim 166350
ORPHA 2762
Orphanet:2762
mondo 8153
8153
HP:11986
hp 0011986
UMLS:C0334041
gard 109
GARD:0000109
NCBIGene:2778
gene 2778
http://purl.obolibrary.org/obo/MONDO_0008153
ectopic ossification
ossification ectopic
ossific
heterotopic bone
fop
autosomal dominant
hypoparathyroid pseudo
éctopic  ossificatión
plate-like osteoma
osteoma cutis
xylophone
""".strip().splitlines()


def test_a_search_finds_what_the_command_line_finds(site: Path, seeds_store: GraphStore) -> None:
    """The first hit is the same, by the same name and fit, for whatever is typed."""
    context = Context(seeds_store)
    answered = _answers(site, [{"search": typed} for typed in _TYPED])
    found = {typed: _first(answer) for typed, answer in zip(_TYPED, answered, strict=True)}
    assert found == {typed: _first(hits(context, typed)) for typed in _TYPED}
    assert sum(first is not None for first in found.values()) > 30


def test_a_search_keeps_to_a_kind(site: Path) -> None:
    """As the fields of the ready-made queries ask for it."""
    genes, everything = _answers(site, [{"search": "o", "kind": "gene"}, {"search": "", "kind": "gene"}])
    assert {hit["kind"] for hit in [*genes, *everything]} == {"gene"}


def test_every_ready_made_query_gives_the_rows_of_the_store(site: Path, seeds_store: GraphStore) -> None:
    """With the same columns in the same order."""
    every = [query["sparql"] for query in queries()]
    every.append(
        "SELECT * { ?claim rdf:subject ?what ; rdf:object ?end . ?what rdfs:label ?name } ORDER BY ?claim ?end"
    )
    for sparql, told in zip(every, _answers(site, [{"sparql": sparql} for sparql in every]), strict=True):
        solutions = cast("QuerySolutions", seeds_store.query(sparql))
        columns = [variable.value for variable in solutions.variables]
        rows = Counter(tuple(cell.value if cell else None for cell in row) for row in solutions)
        results = told["answer"]["results"]
        assert results["head"]["vars"] == columns, sparql
        bindings = results["results"]["bindings"]
        assert Counter(tuple(b[name]["value"] if name in b else None for name in columns) for b in bindings) == rows, (
            sparql
        )
        assert rows


def test_triples_come_as_turtle(site: Path) -> None:
    """CONSTRUCT and DESCRIBE."""
    (told,) = _answers(
        site, [{"sparql": "# SELECT\nCONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o } LIMIT 3"}]
    )
    assert told["answer"]["kind"] == "graph"
    assert len(told["answer"]["turtle"].strip().splitlines()) == 3


def _answers(site: Path, asked: Sequence[dict[str, str]]) -> list[Any]:
    node = shutil.which("node") or missing("PAGE", "there is no Node.js, which the page is built with")
    lines = "".join(f"{json.dumps(one)}\n" for one in asked)
    done = subprocess.run([node, str(_ANSWERING), str(site)], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _first(found: Sequence[Any]) -> tuple[str, str, str] | None:
    return (found[0]["id"], found[0]["matched"], found[0]["fit"]) if found else None
