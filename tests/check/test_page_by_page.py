"""A check holds one page at a time, looks at every page, and finds the same as checks of the whole graph."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest
from pyoxigraph import Store

from pohgraph import check
from pohgraph.check import CheckResult, check_integrity, check_quotes, check_shapes, check_store
from pohgraph.check.derivation import NOT_READ_AGAIN
from pohgraph.check.digests import check_digests
from pohgraph.check.identity import identity_faults
from pohgraph.check.parts import DocumentPart, document_part, documents
from pohgraph.model import Assertion, Document, Entity, Evidence, GraphContent, Reference, Span, Term
from pohgraph.read import read_page
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

DISEASE, PAIN = Reference("MONDO", "0000001"), Reference("HP", "0012531")
PAGES = {f"page{number}": f"Made-up disorder\n\nPain was seen in {number} people.\n".encode() for number in range(12)}
LAST = max(f"pohdoc:{name}" for name in PAGES)
Build = Callable[[str], GraphStore]


def claim(doc: Document) -> Assertion:
    """That a page has pain."""
    start = doc.text.index("Pain")
    end = doc.text.index("people.") + len("people.")
    place = Evidence(
        document=doc.id,
        quote=Span(start, end),
        section="description",
        extractor="by_hand",
        subject_span=Span(0, 16),
        object_span=Span(start, start + 4),
    )
    return Assertion(subject=DISEASE, predicate=Reference("biolink", "has_phenotype"), object=PAIN, evidence=(place,))


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes a dozen pages with a claim each after a SPARQL update, and gives the store."""

    def _build(update: str = "") -> GraphStore:
        documents = tuple(read_page(data, name=f"{name}.txt").document for name, data in PAGES.items())
        abnormality = Reference("HP", "0000118")
        content = GraphContent(
            documents=documents,
            assertions=tuple(map(claim, documents)),
            entities=(Entity(reference=DISEASE, label="made-up disorder", category="Disease"),),
            terms=(
                Term(reference=abnormality, label="Phenotypic abnormality"),
                Term(reference=PAIN, label="Pain", parents=(abnormality,)),
            ),
        )
        memory = Store()
        memory.extend(quads(content))
        if update:
            memory.update(update, prefixes=prefix_map())
        sources = {hashlib.sha256(data).hexdigest(): data for data in PAGES.values()}
        write_store(tmp_path / "store", memory, sources, report="{}")
        return open_store(tmp_path / "store")

    return _build


def of_last(update: str) -> str:
    """An update of the claim of the last page."""
    return f"{update} WHERE {{ ?claim prov:hadPrimarySource {LAST} }}"


def test_one_page_is_held_at_a_time(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's part of the graph is gone when the next is read, and every page is read once."""
    parts: list[ref[DocumentPart]] = []

    def _read(store: GraphStore, document: str) -> DocumentPart:
        assert not [part for part in parts if part() is not None]
        part = document_part(store, document)
        parts.append(ref(part))
        return part

    monkeypatch.setattr(check, "document_part", _read)
    assert check_store(build("")).faults == ()
    assert len(parts) == len(PAGES) + 1  # the graph of conflicts


def test_a_page_s_part_has_nothing_of_another(build: Build) -> None:
    """Its named graph, its claim and itself: as many quads however many pages there are."""
    store = build("")
    pages = {f"https://w3id.org/pohgraph/document/{name}" for name in PAGES}
    parts = [document_part(store, page) for page in sorted(pages)]
    assert {len(part.claims) for part in parts} == {1}
    assert not [part for part in parts for iri in part.nodes() if iri.partition("#")[0] in pages - {part.document}]


@pytest.mark.parametrize(
    ("shape", "update"),
    [
        ("agent_type", "DELETE { ?claim biolink:agent_type ?x } INSERT { ?claim biolink:agent_type 'somebody' }"),
        ("start", f"INSERT {{ GRAPH {LAST} {{ <{prefix_map()['pohdoc']}x> a oa:TextPositionSelector ; oa:end 4 }} }}"),
        ("encoding", f"INSERT {{ {LAST} pohgraph:encoding 'another' }}"),
    ],
)
def test_shapes_see_the_last_page(build: Build, shape: str, update: str) -> None:
    """A fault in the claim, the evidence or the description of the last of many pages is found."""
    result = check_store(build(of_last(update).replace("WHERE {", "WHERE { ?claim ?any ?x .")))
    assert [(fault.part, fault.kind) for fault in result.faults] == [("shapes", shape)]
    (line,) = (line for line in result.lines if line.startswith("shapes: "))
    assert f" in {len(PAGES)} documents" in line


def test_fault_of_a_shared_node_is_told_once(build: Build) -> None:
    """What all pages point to is one node with one fault."""
    result = check_shapes(build("INSERT DATA { MONDO:0000001 pohgraph:as_of 'last year' }"))
    assert [fault.node for fault in result.faults] == ["MONDO:0000001"]


def test_one_reading_finds_what_each_check_finds(build: Build) -> None:
    """All checks in one go give the faults of the checks one by one, in their order."""
    spoil = (
        "DELETE { ?claim ?p ?o ; biolink:agent_type ?a } INSERT { ?claim biolink:agent_type 'nobody' ; rdfs:seeAlso _:b }"
        " WHERE { ?claim biolink:supporting_text ?o ; ?p ?o ; biolink:agent_type ?a } ;"
        "INSERT DATA { MONDO:0000001 rdfs:seeAlso [] . PMID:9 rdfs:seeAlso [] . GRAPH pohdoc:stray { _:s rdfs:label 'x' } }"
    )
    store = build(spoil)
    together = check_store(store)
    singly = CheckedSingly(store)
    assert together.faults == singly.faults
    assert together.lines == singly.lines
    assert len({fault.kind for fault in together.faults}) > 4


class CheckedSingly:
    """The checks, one after the other."""

    def __init__(self, store: GraphStore) -> None:
        results = [one(store) for one in (check_quotes, check_integrity, check_shapes)]
        named = [fault for page in documents(store) for fault in identity_faults(document_part(store, page))]
        results += [CheckResult(lines=(NOT_READ_AGAIN,), faults=tuple(named)), check_digests(store)]
        self.lines = tuple(line for result in results for line in result.lines)
        self.faults = tuple(fault for result in results for fault in result.faults)
