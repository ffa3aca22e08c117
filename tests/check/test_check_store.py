"""A sound graph passes every check, and each way to spoil it is found and named."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import Store

from pohgraph.check import CheckResult, check_integrity, check_quotes, check_shapes, check_store
from pohgraph.model import (
    Assertion,
    Detail,
    Document,
    Entity,
    Evidence,
    GraphContent,
    Publication,
    Qualifiers,
    Reference,
    Span,
    Term,
)
from pohgraph.read import read_page
from pohgraph.schema.prefixes import prefix_map
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

PAGE = b"Made-up disorder\n\nPain was seen in 3 of 10 people.\nNo one has fever.\nIt may be the same as X1.\n"
OTHER = b"Other disorder\n\nNothing is known of it.\n"
PAIN = "Pain was seen in 3 of 10 people."
DISEASE = Reference("MONDO", "0000001")
HAS_PHENOTYPE = Reference("biolink", "has_phenotype")
CLAIM = "?claim rdf:object HP:0012531"
Build = Callable[..., GraphStore]


def document(data: bytes, name: str) -> Document:
    """A page as it is read."""
    return read_page(data, name=name).document


def evidence(doc: Document, quote: str, target: str) -> Evidence:
    """A quote of a page; the subject stands in the title, the object inside the quote."""
    start = doc.text.index(quote)
    place = doc.text.index(target, start)
    return Evidence(
        document=doc.id,
        quote=Span(start, start + len(quote)),
        section="description",
        extractor="by_hand",
        subject_span=Span(0, 16),
        object_span=Span(place, place + len(target)),
        publications=(Reference("PMID", "1"),),
    )


def sound_content() -> GraphContent:
    """Two pages: a claim with its frequency, a denied claim and a doubtful mapping in one, nothing in the other."""
    page, other = document(PAGE, "page.txt"), document(OTHER, "other.txt")
    counts = (
        Detail("biolink:has_count", "3"),
        Detail("biolink:has_total", "10"),
        Detail("biolink:has_quotient", "0.3"),
    )
    abnormality = Reference("HP", "0000118")
    return GraphContent(
        documents=(page, other),
        assertions=(
            Assertion(
                subject=DISEASE,
                predicate=HAS_PHENOTYPE,
                object=Reference("HP", "0012531"),
                qualifiers=Qualifiers(details=counts),
                evidence=(evidence(page, PAIN, "Pain"),),
            ),
            Assertion(
                subject=DISEASE,
                predicate=HAS_PHENOTYPE,
                object=Reference("HP", "0001945"),
                qualifiers=Qualifiers(negated=True),
                evidence=(evidence(page, "No one has fever.", "fever"),),
            ),
            Assertion(
                subject=DISEASE,
                predicate=Reference("skos", "exactMatch"),
                object=Reference("OMIM", "1"),
                qualifiers=Qualifiers(hedged=True),
                evidence=(evidence(page, "It may be the same as X1.", "X1"),),
            ),
        ),
        entities=(Entity(reference=DISEASE, label="made-up disorder", category="Disease"),),
        terms=(
            Term(reference=abnormality, label="Phenotypic abnormality"),
            Term(reference=Reference("HP", "0012531"), label="Pain", parents=(abnormality,)),
            Term(reference=Reference("HP", "0001945"), label="Fever", parents=(abnormality,)),
            Term(reference=Reference("HP", "0003577"), label="Congenital onset"),
        ),
        publications=(Publication(reference=Reference("PMID", "1"), citation="A. Nobody. 2001."),),
    )


class MemoryStore:
    """What the integrity rules use of a store, without a folder."""

    def __init__(self, update: str = "", *, content: GraphContent | None = None) -> None:
        self._store = Store()
        self._store.extend(quads(content or sound_content()))
        if update:
            self._store.update(update, prefixes=prefix_map())

    def query(self, sparql: str) -> object:
        """The rows of a SELECT."""
        return self._store.query(sparql, prefixes=prefix_map())


def integrity(update: str = "", *, content: GraphContent | None = None) -> CheckResult:
    """What the rules find in the sound graph after a SPARQL update."""
    return check_integrity(cast("GraphStore", MemoryStore(update, content=content)))


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes the sound graph after a SPARQL update of its quads, and gives the store."""

    def _build(update: str = "", *, content: GraphContent | None = None) -> GraphStore:
        memory = Store()
        memory.extend(quads(content or sound_content()))
        if update:
            memory.update(update, prefixes=prefix_map())
        sources = {hashlib.sha256(data).hexdigest(): data for data in (PAGE, OTHER)}
        write_store(tmp_path / "store", memory, sources, report="{}")
        return open_store(tmp_path / "store")

    return _build


def source_file(store: GraphStore, data: bytes) -> Path:
    """Where a store keeps the bytes of a page."""
    return next(store.path.glob(f"*/sources/{hashlib.sha256(data).hexdigest()}"))


def kinds(result: CheckResult) -> set[str]:
    """The kinds of fault in a result."""
    return {fault.kind for fault in result.faults}


def test_sound_graph_has_no_findings(build: Build) -> None:
    """A graph as the builder makes it passes, and the lines say how much was checked."""
    result = check_store(build())
    assert result.faults == ()
    assert result.lines[:5] == (
        "pages: 2 of 2 unaltered",
        "quotes: 3 of 3 verbatim in 2 documents",
        "words of claims: 6 of 6 inside their quote or page",
        "supporting texts: 3 of 3 found among the quotes of their association",
        "integrity: 19 of 19 rules hold for 3 associations",
    )
    assert result.lines[5].startswith("shapes: ")


def test_empty_graph_is_a_finding(build: Build) -> None:
    """Checking nothing is not success."""
    faults = check_store(build(content=GraphContent(documents=(), assertions=()))).faults
    assert [(fault.part, fault.kind) for fault in faults] == [
        ("quotes", "nothing was checked"),
        ("shapes", "nothing was checked"),
    ]


SPOILED = [
    ("incomplete association", "DELETE { ?claim ?p ?o } WHERE { VALUES ?p { %s } %s ; ?p ?o }" % (slot, CLAIM))  # noqa: UP031 - braces are SPARQL's
    for slot in (
        "rdf:subject",
        "rdf:predicate",
        "biolink:supporting_text",
        "prov:wasDerivedFrom",
        "prov:hadPrimarySource",
    )
]
SPOILED += [
    ("revision without edit", f"INSERT {{ ?claim prov:wasRevisionOf ?claim }} WHERE {{ {CLAIM} }}"),
    (
        "unprinted identifier",
        "DELETE { ?claim rdf:object OMIM:1 } INSERT { ?claim rdf:object OMIM:2 } WHERE { ?claim rdf:object OMIM:1 }",
    ),
    (
        "quoted inference",
        f"INSERT {{ ?claim biolink:knowledge_level 'logical_entailment' }} WHERE {{ {CLAIM} }}",
    ),
    (
        "missing evidence",
        "DELETE { GRAPH ?g { ?e a oa:SpecificResource } } WHERE { GRAPH ?g { ?e a oa:SpecificResource } }",
    ),
    ("unused evidence", f"DELETE {{ ?claim ?p ?o }} WHERE {{ {CLAIM} ; ?p ?o }}"),
    ("missing document", "DELETE WHERE { GRAPH pohdoc:page { pohdoc:page pohgraph:sha256 ?hash } }"),
    *(
        ("incomplete description", f"DELETE WHERE {{ GRAPH pohdoc:page {{ pohdoc:page {slot} ?x }} }}")
        for slot in (
            "dcterms:title",
            "dcterms:publisher",
            "pohgraph:family",
            "pohgraph:encoding",
            "pohgraph:text_length",
        )
    ),
    ("stray graph", "INSERT DATA { GRAPH pohdoc:stray { pohdoc:x a pohgraph:Section } }"),
    ("unsupported edge", "INSERT DATA { MONDO:0000001 biolink:has_phenotype HP:0001945 }"),
    ("unsupported edge", "INSERT DATA { MONDO:0000001 pohgraph:has_onset HP:0003577 }"),
    ("unsupported edge", f"INSERT {{ ?claim pohgraph:borrowed true }} WHERE {{ {CLAIM} }}"),
    ("unstated edge", "INSERT DATA { MONDO:0000001 skos:exactMatch OMIM:1 }"),
    ("missing edge", "DELETE DATA { MONDO:0000001 biolink:has_phenotype HP:0012531 }"),
    ("not a phenotype", "DELETE DATA { HP:0012531 rdfs:subClassOf HP:0000118 }"),
    (
        "not a phenotype",
        f"DELETE {{ ?claim rdf:object ?o }} INSERT {{ ?claim rdf:object HP:0003577 }} WHERE {{ {CLAIM} ; rdf:object ?o }}",
    ),
    ("impossible frequency", f"INSERT {{ ?claim biolink:has_quotient 1.2 }} WHERE {{ {CLAIM} }}"),
    ("impossible frequency", f"INSERT {{ ?claim biolink:has_percentage -1 }} WHERE {{ {CLAIM} }}"),
    ("impossible frequency", f"INSERT {{ ?claim biolink:has_count 11 }} WHERE {{ {CLAIM} }}"),
    ("zero is a negation", f"INSERT {{ ?claim biolink:has_count 0 }} WHERE {{ {CLAIM} }}"),
    ("zero is a negation", f"INSERT {{ ?claim biolink:frequency_qualifier HP:0040285 }} WHERE {{ {CLAIM} }}"),
    ("missing label", "DELETE WHERE { MONDO:0000001 rdfs:label ?label }"),
    ("missing label", "DELETE WHERE { HP:0012531 rdfs:label ?label }"),
    ("missing label", "INSERT DATA { NCBIGene:1 biolink:category biolink:Gene }"),
    ("blank node", "INSERT DATA { MONDO:0000001 rdfs:comment [ rdfs:label 'x' ] }"),
    ("blank node", "INSERT DATA { GRAPH pohdoc:page { _:b rdfs:label 'x' } }"),
    ("dangling publication", "DELETE WHERE { PMID:1 a ?type }"),
]


@pytest.mark.parametrize(("kind", "update"), SPOILED)
def test_broken_rule_is_found(kind: str, update: str) -> None:
    """Each integrity rule finds the graph that breaks it."""
    assert kind in kinds(integrity(update))


def test_denied_claim_beside_a_stated_one_is_no_finding() -> None:
    """An edge that one page states may stand though another denies it: that is for `conflicts`."""
    content = sound_content()
    page = content.documents[0]
    stated = Assertion(
        subject=DISEASE,
        predicate=HAS_PHENOTYPE,
        object=Reference("HP", "0001945"),
        evidence=(evidence(page, "No one has fever.", "fever"),),
    )
    both = GraphContent(
        documents=content.documents,
        assertions=(*content.assertions, stated),
        entities=content.entities,
        terms=content.terms,
        publications=content.publications,
    )
    assert integrity(content=both).faults == ()


def test_inferred_claim_has_no_quote(build: Build) -> None:
    """A claim inferred from words that do not say it keeps its place in the page, and no quote is shown for it."""
    content = sound_content()
    *others, mapping = content.assertions
    inferred = [replace(e, inferred_by=Reference("pohvocab", "hpoa")) for e in mapping.evidence]
    result = check_store(
        build(content=replace(content, assertions=(*others, replace(mapping, evidence=tuple(inferred)))))
    )
    assert result.faults == ()
    assert result.lines[1] == "quotes: 3 of 3 verbatim in 2 documents"
    assert result.lines[3] == "supporting texts: 2 of 2 found among the quotes of their association"


def test_mapping_of_a_vocabulary_may_stand() -> None:
    """A mapping a page doubts is no fault where a mapping set states it."""
    row = "pohmapping:m a sssom:Mapping ; sssom:subject_id MONDO:0000001 ; sssom:predicate_id skos:exactMatch"
    update = f"INSERT DATA {{ MONDO:0000001 skos:exactMatch OMIM:1 . {row} ; sssom:object_id OMIM:1 }}"
    assert integrity(update).faults == ()


def test_finding_is_one_clear_line() -> None:
    """A fault names its kind, the node as a CURIE, and what is wrong with it."""
    (fault,) = integrity("INSERT DATA { MONDO:0000001 biolink:has_phenotype HP:0001945 }").faults
    assert str(fault) == (
        "integrity: unsupported edge: MONDO:0000001: the edge biolink:has_phenotype HP:0001945 has no association that "
        "states it; what a page denies, leaves open or says about another disease must not become a plain edge"
    )


def test_many_findings_are_counted() -> None:
    """Beyond fifty faults of a rule, the rest is a number."""
    nodes = " ".join(f"NCBIGene:{number} a biolink:Gene ." for number in range(60))
    faults = integrity(f"INSERT DATA {{ {nodes} }}").faults
    assert len(faults) == 51
    assert "10 more; " in str(faults[-1])


def test_shape_violation_is_found(build: Build) -> None:
    """What a SHACL shape forbids is a fault with the shape's own message."""
    faults = check_shapes(build(f"INSERT {{ ?claim biolink:agent_type 'somebody' }} WHERE {{ {CLAIM} }}")).faults
    assert {fault.node.partition(":")[0] for fault in faults} == {"pohassoc"}
    assert {fault.kind for fault in faults} == {"agent_type"}
    assert 'one agent type of the Biolink Model. It has "somebody".' in " ".join(fault.message for fault in faults)


def test_shapes_outside_documents_are_found(build: Build) -> None:
    """A mapping row belongs to no document and is validated all the same."""
    faults = check_shapes(build("INSERT DATA { pohmapping:m a sssom:Mapping ; sssom:predicate_id rdfs:label }")).faults
    assert {fault.node for fault in faults} == {"pohmapping:m"}


def test_limit_of_shapes_is_told(build: Build) -> None:
    """A validation that leaves documents out says so."""
    assert "in 1 of 2 documents" in check_shapes(build(), limit=1).lines[0]


def test_altered_page_is_found(build: Build) -> None:
    """A page whose bytes changed is named, though its quotes still stand."""
    store = build()
    source_file(store, PAGE).write_bytes(PAGE + b"More.\n")
    result = check_quotes(store)
    assert kinds(result) == {"page altered"}
    assert result.lines[:2] == ("pages: 1 of 2 unaltered", "quotes: 3 of 3 verbatim in 2 documents")


def test_missing_page_is_found(build: Build) -> None:
    """A page that was not kept is named, and its quotes do not count as verbatim."""
    store = build()
    source_file(store, PAGE).unlink()
    result = check_quotes(store)
    assert kinds(result) == {"page missing"}
    assert result.lines[1] == "quotes: 0 of 3 verbatim in 2 documents"


def test_unreadable_page_is_found(build: Build) -> None:
    """Bytes that are no page any more are named."""
    store = build()
    source_file(store, PAGE).write_bytes(b"\x00\x01")
    assert {"page altered", "page unreadable"} <= kinds(check_quotes(store))


def test_moved_quote_is_found_with_its_place(build: Build) -> None:
    """A quote that stands elsewhere in its page is named with both places."""
    store = build()
    source_file(store, PAGE).write_bytes(PAGE.replace(b"\n\nPain", b"\n\nNew words. Pain"))
    moved = [fault for fault in check_quotes(store).faults if fault.kind == "quote moved"]
    assert f'"{PAIN}" is at 29-61 of pohdoc:page, not at 18-50' in {fault.message for fault in moved}


def test_quote_of_another_page_is_found(build: Build) -> None:
    """A quote that only another page has is named with that page."""
    store = build(_exact("Nothing is known of it."))
    (fault,) = (f for f in check_quotes(store).faults if f.kind == "quote in another source")
    assert fault.message == '"Nothing is known of it." is not in pohdoc:page, but in pohdoc:other'


def test_invented_quote_is_found(build: Build) -> None:
    """A quote that no page has is named."""
    (fault,) = (f for f in check_quotes(build(_exact("Invented."))).faults if f.kind == "quote absent")
    assert fault.message == '"Invented." is not in pohdoc:page or in any other page'


def test_empty_quote_is_found(build: Build) -> None:
    """A quote of no words is not a quote."""
    assert "empty quote" in kinds(check_quotes(build(_exact(""))))


def test_other_surroundings_are_found(build: Build) -> None:
    """The words before and after a quote are held against the page as well."""
    update = "DELETE { GRAPH ?g { ?q oa:suffix ?x } } INSERT { GRAPH ?g { ?q oa:suffix 'else' } } WHERE"
    assert kinds(check_quotes(build(f"{update} {{ GRAPH ?g {{ ?q oa:suffix ?x }} }}"))) == {"context differs"}


def test_evidence_without_offsets_is_found(build: Build) -> None:
    """Evidence that says no place in the page cannot be checked, which is a fault."""
    update = "DELETE { GRAPH ?g { ?s oa:start ?x } } WHERE { GRAPH ?g { ?s oa:start ?x } }"
    assert "incomplete evidence" in kinds(check_quotes(build(update)))


@pytest.mark.parametrize(
    ("part", "span", "found"),
    [("object", (0, 4), True), ("cue", (60, 65), True), ("subject", (60, 65), False), ("subject", (90, 999), True)],
)
def test_words_of_a_claim_lie_in_its_quote(build: Build, part: str, span: tuple[int, int], found: bool) -> None:
    """Object, cue and qualifiers must lie inside the quote; the subject may lie elsewhere in the page."""
    update = f"""INSERT {{ GRAPH ?g {{ ?e pohgraph:{part}_selector pohdoc:s .
      pohdoc:s oa:start {span[0]} ; oa:end {span[1]} }} }}
      WHERE {{ GRAPH ?g {{ ?e oa:hasSelector ?q . ?q oa:exact "{PAIN}" }} }}"""
    assert ("words outside the quote" in kinds(check_quotes(build(update)))) is found


def test_supporting_text_must_be_a_quote(build: Build) -> None:
    """An association's text that none of its evidence quotes is named, though the page has it."""
    update = f"INSERT {{ ?claim biolink:supporting_text 'No one has fever.' }} WHERE {{ {CLAIM} }}"
    result = check_quotes(build(update))
    assert kinds(result) == {"supporting text differs"}
    assert result.lines[3].startswith("supporting texts: 3 of 4 ")


def _exact(text: str) -> str:
    """An update that puts another text into the quote about pain."""
    return f"""DELETE {{ GRAPH ?g {{ ?q oa:exact ?x }} }} INSERT {{ GRAPH ?g {{ ?q oa:exact "{text}" }} }}
      WHERE {{ GRAPH ?g {{ ?q oa:exact ?x . FILTER(?x = "{PAIN}") }} }}"""
