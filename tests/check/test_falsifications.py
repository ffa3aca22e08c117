"""Whatever somebody changes in a finished graph is found by its pages, though the digests were made to fit.

Each falsification is made in a copy of the graph of the bundled pages, mostly on the claim that a page's table makes on bone pain.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from pohgraph.cli import app
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import open_store
from pohgraph.store.manifest import write_manifest
from pohgraph.store.seal import seal

_CLAIM = "pohassoc:6d8fc43dc09e33ad2660be6e"
_EVIDENCE = "pohevidence:39fde8bc7b011a66579caba7"
_PAGE = "pohdoc:001_e4cb718ecab0250e"
_FILE = "001_e4cb718ecab0250e.txt"
_OTHER_PAGE = "pohdoc:004_800ed09ecb654b7d"
_QUOTE = "Bone pain 0002653"
_POH, _FOP = "MONDO:0008153", "MONDO:0007606"
_SAID = "progressive osseous heteroplasia biolink:has_phenotype Bone pain"
_AT = f"at 3543-3560 of {_PAGE} ({_FILE})"


class Falsification(NamedTuple):
    """An update of the graph, and what the lines on it must say."""

    name: str
    update: str
    says: tuple[str, ...]


def _swap(node: str, slot: str, new: str, *, graph: str = "", old: str = "") -> str:
    """An update that gives a node another value."""
    one, other = f"{node} {slot} ?old", f"{node} {slot} {new}"
    if graph:
        one, other = f"GRAPH {graph} {{ {one} }}", f"GRAPH {graph} {{ {other} }}"
    return f"DELETE {{ {one} }} INSERT {{ {other} }} WHERE {{ {one} {f'FILTER(?old = {old})' if old else ''} }}"


def _all(*updates: str) -> str:
    """Several updates, one after the other."""
    return " ; ".join(updates)


def _of_quote(slot: str, new: str) -> str:
    """An update of the selector of the quote."""
    return f"""DELETE {{ GRAPH {_PAGE} {{ ?q {slot} ?old }} }} INSERT {{ GRAPH {_PAGE} {{ ?q {slot} ?new }} }}
      WHERE {{ GRAPH {_PAGE} {{ ?q oa:exact ?exact ; {slot} ?old }} FILTER(STRSTARTS(?exact, "Bone p")) BIND({new} AS ?new) }}"""


def _selector(part: str, new: str) -> str:
    """An update that leads a part of the claim to another stretch of the page."""
    return f"""DELETE {{ GRAPH {_PAGE} {{ {_EVIDENCE} pohgraph:{part}_selector ?old }} }}
      INSERT {{ GRAPH {_PAGE} {{ {_EVIDENCE} pohgraph:{part}_selector {new} }} }}
      WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} pohgraph:{part}_selector ?old }} }}"""


def _stretch(start: int, end: int) -> str:
    return f"<{prefix_map()['pohdoc']}{_PAGE.partition(':')[2]}#char={start},{end}>"


def _edge(new: str, *, insert: str = "INSERT") -> str:
    return f"{insert} DATA {{ {new} }}"


_NEW_PART = f"""; INSERT DATA {{ GRAPH {_PAGE} {{ {_stretch(3554, 3561)} oa:start 3554 ; oa:end 3561 }} }}"""
_TEXT = f"{_CLAIM} biolink:supporting_text"
_ALTERED = f"altered claim: {_CLAIM}: {_SAID}: "
_BONE_PAIN, _SEIZURE, _OSTEOMA = "HP:0002653", "HP:0001250", "HP:0100246"
_OLD_EDGE = f"{_POH} biolink:has_phenotype {_BONE_PAIN}"
_SEIZURE_NODE = (
    f"; INSERT DATA {{ {_SEIZURE} a biolink:PhenotypicFeature ; rdfs:label 'Seizure' ; rdfs:subClassOf HP:0000118 }}"
)
_HEDGED, _BORROWED, _DENIED = (
    "pohassoc:66a526d3d1855189c1eaf51e",
    "pohassoc:15bf392ec3a3f13fad09603b",
    "pohassoc:4b8fec0c7d5b9487ef7dcc89",
)
_DENIED_EDGE = f"{_POH} biolink:has_phenotype HP:0000852"
_FORGED = "pohassoc:000000000000000000000001"


def _everywhere(old: str, new: str) -> str:
    """An update that puts one node for another wherever it stands in the default graph."""
    return f"""DELETE {{ ?s ?p {old} }} INSERT {{ ?s ?p {new} }} WHERE {{ ?s ?p {old} }} ;
      DELETE {{ {old} ?p ?o }} INSERT {{ {new} ?p ?o }} WHERE {{ {old} ?p ?o }}"""


FALSIFICATIONS = (
    Falsification(
        "one character of the exact quote",
        _of_quote("oa:exact", '"Bone pain 0002654"'),
        ('is "Bone pain 0002654"', _AT),
    ),
    Falsification(
        "one character of the supporting text",
        _swap(_CLAIM, "biolink:supporting_text", '"Bone pain 0002654"'),
        (f'{_ALTERED}supporting text is "Bone pain 0002654", but the page gives "{_QUOTE}"; {_AT}',),
    ),
    Falsification(
        "quote and supporting text alike",
        _all(
            _of_quote("oa:exact", '"Bone pain 0002654"'),
            _swap(_CLAIM, "biolink:supporting_text", '"Bone pain 0002654"'),
        ),
        (
            f'{_ALTERED}supporting text is "Bone pain 0002654"',
            f'exact is "Bone pain 0002654", but the page gives "{_QUOTE}"',
        ),
    ),
    Falsification(
        "case of quote and supporting text",
        _all(_of_quote("oa:exact", "LCASE(?old)"), _swap(_CLAIM, "biolink:supporting_text", '"bone pain 0002653"')),
        (f'{_ALTERED}supporting text is "bone pain 0002653"', 'exact is "bone pain 0002653"'),
    ),
    Falsification("start + 1", _of_quote("oa:start", "?old + 1"), ("start is 3544, but the page gives 3543", _SAID)),
    Falsification(
        "start and end + 1",
        _all(_of_quote("oa:start", "?old + 1"), _of_quote("oa:end", "?old + 1")),
        ("end is 3561, but the page gives 3560; start is 3544, but the page gives 3543", _SAID),
    ),
    Falsification("end - 1", _of_quote("oa:end", "?old - 1"), ("end is 3559, but the page gives 3560", _SAID)),
    Falsification(
        "the words of the object moved within the quote",
        _selector("object", _stretch(3554, 3561)).replace("3554,3561", "3552,3559")
        + _NEW_PART.replace("3554", "3552").replace("3561", "3559"),
        (
            f"altered evidence: {_EVIDENCE}: object selector is ",
            "#char=3552,3559, but the page gives",
            "#char=3553,3560",
            _SAID,
        ),
    ),
    Falsification(
        "the words of the cue for those of the object",
        _selector("object", _stretch(3543, 3552)),
        (f"altered evidence: {_EVIDENCE}: object selector is ", "#char=3543,3552, but the page gives", _SAID),
    ),
    Falsification(
        "the words of the frequency elsewhere",
        _selector("frequency", _stretch(178, 210)),
        (
            f"altered evidence: {_EVIDENCE}: frequency selector is ",
            "#char=178,210, but the page gives",
            "#char=3505,3512",
        ),
    ),
    Falsification(
        "the bounds of the object + 1",
        f"""DELETE {{ GRAPH {_PAGE} {{ {_stretch(3553, 3560)} ?slot ?old }} }}
          INSERT {{ GRAPH {_PAGE} {{ {_stretch(3553, 3560)} ?slot ?new }} }} WHERE {{ GRAPH {_PAGE} {{
          {_stretch(3553, 3560)} ?slot ?old VALUES ?slot {{ oa:start oa:end }} }} BIND(?old + 1 AS ?new) }}""",
        ("end is 3561, but the page gives 3560; start is 3554, but the page gives 3553", _SAID),
    ),
    Falsification(
        "another prefix",
        _of_quote("oa:prefix", "'% of people have other symptoms'"),
        ("altered quote", "prefix is", _AT),
    ),
    Falsification(
        "no prefix", _of_quote("oa:prefix", "''"), ("altered quote", 'prefix is "", but the page gives', _AT)
    ),
    Falsification(
        "object swapped, edge left",
        _swap(_CLAIM, "rdf:object", _SEIZURE) + _SEIZURE_NODE,
        (f"{_ALTERED}object is HP:0001250 (Seizure), but the page gives HP:0002653 (Bone pain); {_AT}",),
    ),
    Falsification(
        "object swapped to another finding of the disease, edge left",
        _swap(_CLAIM, "rdf:object", _OSTEOMA),
        (f"{_ALTERED}object is HP:0100246 (Osteoma), but the page gives HP:0002653 (Bone pain); {_AT}",),
    ),
    Falsification(
        "object and edge swapped",
        _all(
            _swap(_CLAIM, "rdf:object", _SEIZURE),
            _edge(_OLD_EDGE, insert="DELETE"),
            _edge(f"{_POH} biolink:has_phenotype {_SEIZURE}"),
        )
        + _SEIZURE_NODE,
        (f"{_ALTERED}object is HP:0001250 (Seizure)", "has phenotype is HP:0001250 (Seizure), but"),
    ),
    Falsification(
        "subject and edge swapped",
        _all(
            _swap(_CLAIM, "rdf:subject", _FOP),
            _edge(_OLD_EDGE, insert="DELETE"),
            _edge(f"{_FOP} biolink:has_phenotype {_BONE_PAIN}"),
        ),
        (f"{_ALTERED}subject is {_FOP} (fibrodysplasia ossificans progressiva), but the page gives {_POH}",),
    ),
    Falsification(
        "term of the frequency",
        _swap(_CLAIM, "biolink:frequency_qualifier", "HP:0040284"),
        (f"{_ALTERED}frequency qualifier is HP:0040284", "but the page gives HP:0040281 (Very frequent)", _AT),
    ),
    Falsification(
        "words of the frequency",
        _swap(_CLAIM, "pohgraph:frequency_text", "'1%-4%'"),
        (f'{_ALTERED}frequency text is "1%-4%", but the page gives "80%-99%"; {_AT}',),
    ),
    Falsification(
        "words and term of the frequency",
        _all(
            _swap(_CLAIM, "pohgraph:frequency_text", "'1%-4%'"),
            _swap(_CLAIM, "biolink:frequency_qualifier", "HP:0040284"),
        ),
        (f"{_ALTERED}frequency qualifier is HP:0040284", 'frequency text is "1%-4%"'),
    ),
    Falsification(
        "a frequency that is none",
        _swap(_CLAIM, "biolink:frequency_qualifier", _BONE_PAIN),
        (f"{_ALTERED}frequency qualifier is HP:0002653 (Bone pain), but the page gives HP:0040281",),
    ),
    Falsification(
        "term of the frequency taken away",
        f"DELETE WHERE {{ {_CLAIM} biolink:frequency_qualifier ?x }}",
        (f"{_ALTERED}frequency qualifier HP:0040281 (Very frequent) is missing, which the page gives; {_AT}",),
    ),
    Falsification(
        "evidence taken away",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }}",
        (f"missing evidence: {_EVIDENCE}: ", _SAID),
    ),
    Falsification(
        "evidence and its link taken away",
        f"DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }} ; DELETE WHERE {{ {_CLAIM} prov:wasDerivedFrom ?e }}",
        (f"missing evidence: {_EVIDENCE}: ", f"{_ALTERED}wasDerivedFrom {_EVIDENCE} is missing, which the page gives"),
    ),
    Falsification(
        "one of several links to evidence taken away",
        "DELETE { ?claim prov:wasDerivedFrom ?one } WHERE { { SELECT ?claim (MIN(?e) AS ?one) { VALUES ?claim {"
        " pohassoc:ab5abaea20fb8990d9e15623 } ?claim prov:wasDerivedFrom ?e } GROUP BY ?claim } }",
        (
            "altered claim: pohassoc:ab5abaea20fb8990d9e15623: ",
            "wasDerivedFrom pohevidence:",
            "is missing, which the page gives",
        ),
    ),
    Falsification(
        "claim, edge and evidence taken away",
        _all(
            f"DELETE WHERE {{ {_CLAIM} ?p ?o }}",
            _edge(_OLD_EDGE, insert="DELETE"),
            f"DELETE WHERE {{ GRAPH {_PAGE} {{ {_EVIDENCE} ?p ?o }} }}",
        ),
        (
            f"missing claim: {_CLAIM}: {_SAID}: the page gives it, but it is not in the graph",
            f"missing evidence: {_EVIDENCE}",
        ),
    ),
    Falsification(
        "hash of a page in the default graph",
        _edge(f"{_PAGE} pohgraph:sha256 '{'0' * 64}'"),
        (f"altered node: {_PAGE}: sha256", "is in the graph, but the new reading does not give it"),
    ),
    Falsification(
        "hash of a page in its graph",
        _swap(_PAGE, "pohgraph:sha256", f"'{'0' * 64}'", graph=_PAGE),
        (f"page missing: {_PAGE}: ", f"no source with the hash {'0' * 64}"),
    ),
    Falsification(
        "hash of a page in both",
        _all(
            _swap(_PAGE, "pohgraph:sha256", f"'{'0' * 64}'", graph=_PAGE),
            _edge(f"{_PAGE} pohgraph:sha256 '{'0' * 64}'"),
        ),
        (f"page missing: {_PAGE}: ", f"no source with the hash {'0' * 64}"),
    ),
    Falsification(
        "licence of a page",
        _swap(_PAGE, "dcterms:license", "<https://example.org/none>", graph=_PAGE),
        (
            f"altered description: {_PAGE}: license is https://example.org/none, but the page gives https://creativecommons",
        ),
    ),
    Falsification(
        "page taken out of the default graph",
        f"DELETE WHERE {{ {_PAGE} ?p ?o }}",
        (f"its document {_PAGE} is not described with its hash", f"stray graph: {_PAGE}: "),
    ),
    Falsification(
        "edge of a denied claim",
        _edge(_DENIED_EDGE),
        (f"altered node: {_POH}: has phenotype HP:0000852", "is in the graph, but the new reading does not give it"),
    ),
    Falsification(
        "denial taken away, edge added",
        f"DELETE WHERE {{ {_DENIED} biolink:negated ?x }} ; {_edge(_DENIED_EDGE)}",
        (f"altered claim: {_DENIED}: ", "negated true is missing, which the page gives"),
    ),
    Falsification(
        "denial set to false, edge added",
        _all(_swap(_DENIED, "biolink:negated", "false"), _edge(_DENIED_EDGE)),
        (f"altered claim: {_DENIED}: ", "negated is false, but the page gives true"),
    ),
    Falsification(
        "doubt taken away, edge added",
        f"DELETE WHERE {{ {_HEDGED} pohgraph:hedged ?x }} ; {_edge(f'{_POH} biolink:has_phenotype HP:0001376')}",
        (f"altered claim: {_HEDGED}: ", "hedged true is missing, which the page gives"),
    ),
    Falsification(
        "mark of another's claim taken away, edge added",
        f"DELETE WHERE {{ {_BORROWED} pohgraph:borrowed ?x }} ; {_edge('NCBIGene:2778 biolink:causes MONDO:0019992')}",
        (f"altered claim: {_BORROWED}: ", "borrowed true is missing, which the page gives"),
    ),
    Falsification(
        "an obsolete term everywhere",
        _everywhere(_BONE_PAIN, "HP:0000057"),
        (f"{_ALTERED}object is HP:0000057 (Bone pain), but the page gives HP:0002653 (Bone pain)",),
    ),
    Falsification(
        "a term that does not exist everywhere",
        _everywhere(_BONE_PAIN, "HP:9999999"),
        (f"{_ALTERED}object is HP:9999999 (Bone pain), but the page gives HP:0002653 (Bone pain)",),
    ),
    Falsification(
        "label of a term",
        _swap(_BONE_PAIN, "rdfs:label", "'Back pain'"),
        (f'altered node: {_BONE_PAIN}: label is "Back pain", but the new reading gives "Bone pain"',),
    ),
    Falsification(
        "label of a disease",
        _swap(_POH, "rdfs:label", "'Fibrodysplasia'"),
        (
            f'altered node: {_POH}: label is "Fibrodysplasia", but the new reading gives "progressive osseous heteroplasia"',
        ),
    ),
    Falsification(
        "label of a gene",
        _swap("NCBIGene:2778", "rdfs:label", "'GNAQ'"),
        ('altered node: NCBIGene:2778: label is "GNAQ", but the new reading gives "GNAS"',),
    ),
    Falsification(
        "a second label",
        _edge(f"{_POH} rdfs:label 'Fibrodysplasia'"),
        (f'altered node: {_POH}: label "Fibrodysplasia" is in the graph, but the new reading does not give it',),
    ),
    Falsification(
        "a term under another parent",
        _swap(_BONE_PAIN, "rdfs:subClassOf", "HP:0001507", old="HP:0012531"),
        (
            f"altered node: {_BONE_PAIN}: subClassOf is HP:0001507 (Growth abnormality), but the new reading gives HP:0012531 (Pain)",
        ),
    ),
    Falsification(
        "object of a mapping",
        _swap("pohmapping:a9457a67aea51b736c6227fd", "sssom:object_id", "ORPHA:337"),
        (
            "altered node: pohmapping:a9457a67aea51b736c6227fd: object id is ORPHA:337, but the new reading gives ORPHA:2762",
        ),
    ),
    Falsification(
        "a forged claim on the quote of another",
        f"""INSERT {{ {_FORGED} ?p ?o ; rdf:object {_SEIZURE} . {_POH} biolink:has_phenotype {_SEIZURE} }}
          WHERE {{ {_CLAIM} ?p ?o FILTER(?p != rdf:object) }}{_SEIZURE_NODE}""",
        (
            (
                f"forged claim: {_FORGED}: progressive osseous heteroplasia biolink:has_phenotype Seizure: "
                f"is in the graph as read from {_PAGE}, but the page does not give it"
            ),
        ),
    ),
    Falsification(
        "type of the agent",
        _swap(_CLAIM, "biolink:agent_type", "'manual_agent'"),
        (f'{_ALTERED}agent type is "manual_agent", but the page gives "text_mining_agent"; {_AT}',),
    ),
    Falsification(
        "a work that a claim cites",
        """DELETE { ?claim biolink:publications ?old } INSERT { ?claim biolink:publications ?new } WHERE {
          VALUES ?claim { pohassoc:6f16ab93cdc1784234f53cec } ?claim biolink:publications ?old .
          BIND(PMID:11784876 AS ?new) }""",
        (
            "altered claim: pohassoc:6f16ab93cdc1784234f53cec: ",
            "publications is PMID:11784876 (",
            "but the page gives pohpub:ec8ebf28ea6b73f07122693c",
        ),
    ),
    Falsification(
        "release of a vocabulary",
        _swap("pohvocab:hp", "dcterms:hasVersion", "'2020-01-01'"),
        ('altered node: pohvocab:hp: hasVersion is "2020-01-01", but the new reading gives "2025-01-16"',),
    ),
)


def _falsified(seeds: Path, folder: Path, update: str, *, fitting: bool) -> Path:
    """A copy of a store with an update; `fitting` where its manifest is made to fit."""
    path = folder / "falsified.db"
    shutil.copytree(seeds, path)
    with open_store(path) as graph:
        before, origin = set(graph.quads()), graph.manifest.origin if graph.manifest else None
    (generation,) = path.glob("generation-*")
    store = Store(generation / "graph")
    store.update(update, prefixes=prefix_map())
    store.flush()
    assert set(store) != before, "the update changes nothing"
    if fitting and origin:
        write_manifest(generation, store, origin)
    del store
    seal(generation)  # damaged files are told of when a graph is opened: here somebody knew what they did
    return path


def _check(store: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["check", "--store", str(store), *options])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("falsification", FALSIFICATIONS, ids=lambda f: f.name)
def test_falsification_is_found_and_named(falsification: Falsification, seeds_path: Path, tmp_path: Path) -> None:
    """The exit status is 1, and lines name what was changed, what the graph says now, and what the page says."""
    status, out, _ = _check(_falsified(seeds_path, tmp_path, falsification.update, fitting=True))
    assert status == 1
    missing = [text for text in falsification.says if text not in out]
    assert not missing, f"{missing} not in:\n{out}"


@pytest.mark.parametrize(
    ("falsification", "graph"),
    [(FALSIFICATIONS[1], "default graph"), (FALSIFICATIONS[11], _PAGE)],
    ids=["default graph", "page"],
)
def test_digest_names_the_graph(falsification: Falsification, graph: str, seeds_path: Path, tmp_path: Path) -> None:
    """Without reading the pages again, it is found that a graph is not as it was written, and which."""
    status, out, err = _check(_falsified(seeds_path, tmp_path, falsification.update, fitting=False), "--fast")
    assert status == 1
    assert f"digest: graph altered: {graph}: has " in out
    assert "proof: not made, the pages were not read again" in err
    assert "digest: 4 of 5 graphs as they were written" in err
