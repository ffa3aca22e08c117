"""A licence slice holds what may be shared so, the whole of it, and nothing else, in every format."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat

from pohgraph.claims.licences import shareable_as
from pohgraph.claims.reader import read_claims
from pohgraph.claims.slots import iri_of, named_node
from pohgraph.claims.view import GraphView
from pohgraph.errors import ExportError
from pohgraph.export import FORMATS, export_files
from pohgraph.model import (
    Assertion,
    Document,
    Entity,
    Evidence,
    GraphContent,
    Mapping,
    Publication,
    Reference,
    Section,
    Source,
    Span,
    VocabularySource,
)
from pohgraph.schema.prefixes import compress, expand
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

PUBLIC = "https://creativecommons.org/publicdomain/mark/1.0/"
BY = "https://creativecommons.org/licenses/by/4.0/"
CLOSED = "https://example.org/all-rights-reserved"
PAGES = {
    "free": ("pain and fever of the free page", PUBLIC),
    "credited": ("pain and cough of the credited page", BY),
    "closed": ("pain and sneezing of the closed page", CLOSED),
    "silent": ("pain and itching of the silent page", ""),
}
FINDINGS = {"free": "0001945", "credited": "0012735", "closed": "0025095", "silent": "0000989"}
STRAY = "HP:0000964"
DISEASE = Reference("MONDO", "0000001")


def content() -> GraphContent:
    """Four pages under four licences: each has one claim of its own and one that all share."""
    documents = tuple(
        Document(
            id=f"pohdoc:{name}",
            text=text,
            source=Source(
                family="made_up",
                file_name=f"{name}.txt",
                sha256=name.ljust(64, "0"),
                encoding="utf-8",
                title=f"the {name} page",
                license=licence,
            ),
            sections=(Section(name="symptoms", span=Span(0, len(text))),),
        )
        for name, (text, licence) in PAGES.items()
    )

    def claim(doc: Document, target: Reference, subject: Reference = DISEASE) -> Assertion:
        evidence = Evidence(document=doc.id, quote=Span(0, len(doc.text)), section="symptoms", extractor="by_hand")
        return Assertion(
            subject=subject, predicate=Reference("biolink", "has_phenotype"), object=target, evidence=(evidence,)
        )

    def work(name: str) -> Publication:
        return Publication(
            reference=Reference("PMID", str(len(name))),
            citation=f"work of the {name} page",
            documents=(f"pohdoc:{name}",),
        )

    def own(name: str) -> Reference:
        return Reference("pohdisease", f"{name}-disorder")

    pain = Reference("HP", "0012531")
    everywhere = claim(documents[0], pain)
    shared = Assertion(
        subject=DISEASE,
        predicate=everywhere.predicate,
        object=pain,
        evidence=tuple(claim(doc, pain).evidence[0] for doc in documents),
    )
    alone = [claim(doc, Reference("HP", FINDINGS[name])) for name, doc in zip(PAGES, documents, strict=True)]
    others = [claim(doc, pain, own(name)) for name, doc in zip(PAGES, documents, strict=True)]
    return GraphContent(
        documents=documents,
        assertions=(shared, *alone, *others),
        entities=(
            Entity(reference=DISEASE, label="made-up disorder", category="Disease"),
            *(Entity(reference=own(name), label=f"{name} disorder", category="Disease") for name in PAGES),
        ),
        mappings=tuple(
            Mapping(
                subject=DISEASE,
                predicate=Reference("skos", "exactMatch"),
                object=Reference("OMIM", number),
                mapping_set=f"https://example.org/set/{name}",
            )
            for number, name in (("100001", "free"), ("100002", "closed"))
        ),
        publications=(work("free"), work("silent")),
        vocabularies=tuple(
            VocabularySource(
                name=f"set-{name}",
                title=f"{name} set",
                version="1",
                license=licence,
                sha256="2" * 64,
                iri=f"https://example.org/set/{name}",
            )
            for name, licence in (("free", PUBLIC), ("closed", CLOSED))
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    """The graph of `content`, and two edges that nothing gives a source."""
    path = tmp_path_factory.mktemp("licences") / "pohgraph.db"
    edge = Quad(
        *(NamedNode(expand(Reference.parse(curie))) for curie in (DISEASE.curie, "biolink:has_phenotype", STRAY))
    )
    write_store(path, [*quads(content()), edge], sources={}, report="{}")
    return open_store(path)


TERMS = {
    "public-domain": {"free"},
    "cc0": {"free"},
    "cc-by": {"free", "credited"},
    "CC-BY-4.0": {"free", "credited"},
    BY: {"free", "credited"},
    "http://creativecommons.org/licenses/by/4.0": {"free", "credited"},
    CLOSED: {"closed"},
}


@pytest.mark.parametrize("terms", TERMS)
def test_claims_go_with_the_licence_of_their_page(terms: str, store: GraphStore) -> None:
    """Terms are a name, an SPDX identifier or an IRI; a page without a licence is in no slice."""
    claims = list(read_claims(GraphView(store, license_=terms)))
    assert {claim.source.id.removeprefix("pohdoc:") for claim in claims} == TERMS[terms]
    assert len(claims) == 3 * len(TERMS[terms])


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_says_what_may_not_be_shared(format_: str, store: GraphStore, tmp_path: Path) -> None:
    """Neither the words, the findings, the names nor the literature of a page that is left out are in any file."""
    _, paths = export_files(store, format_, tmp_path / f"x.{FORMATS[format_].extension}", license_="public-domain")
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    written = b"".join(file.read_bytes() for file in files)
    assert written
    for name, finding in FINDINGS.items():
        if name != "free":
            assert STRAY.removeprefix("HP:").encode() not in written
            for secret in (PAGES[name][0], finding, f"{name} disorder", f"{name}-disorder", f"work of the {name} page"):
                assert secret.encode() not in written, secret
    assert b"100002" not in written


def test_edge_stays_while_one_page_left_states_it(store: GraphStore) -> None:
    """The plain edge that all pages state is there; those of pages left out are not, nor one without a source."""
    out = io.BytesIO()
    FORMATS["nq"].parts[""](GraphView(store, license_="public-domain"), out)
    edge = NamedNode(expand(Reference("biolink", "has_phenotype")))
    objects = {
        quad.object.value
        for quad in pyoxigraph.parse(out.getvalue(), RdfFormat.N_QUADS)
        if quad.predicate == edge and isinstance(quad.object, NamedNode)
    }
    assert objects == {expand(Reference("HP", "0012531")), expand(Reference("HP", FINDINGS["free"]))}


def test_how_much_was_left_out_is_told(store: GraphStore) -> None:
    """The report counts pages by what they state, claims, and rows of mapping sets."""
    assert list(GraphView(store, license_="public-domain").report.lines()) == [
        "left out: 9 claims of 12, from pages that may not be shared as public-domain",
        "left out: 1 mapping of 2, from mapping sets that may not be shared as public-domain",
        f"left out: 1 page of 4, which may not be shared as public-domain ({BY})",
        f"left out: 1 page of 4, which may not be shared as public-domain ({CLOSED})",
        "left out: 1 page of 4, which may not be shared as public-domain (no licence stated)",
    ]


def test_whole_graph_leaves_nothing_out(store: GraphStore) -> None:
    """Without terms the view is the graph."""
    view = GraphView(store)
    assert set(view.quads()) == set(store.quads())
    assert not list(view.report.lines())


def test_slice_of_all_pages_is_all_but_rows_without_a_licence(sample_store: GraphStore) -> None:
    """Where every page may be shared, only the rows of a mapping set that states no licence are left out."""
    whole, left = set(sample_store.quads()), set(GraphView(sample_store, license_="cc0").quads())
    rows = iri_of("pohmapping:x").removesuffix("x")
    gone = {quad for quad in whole - left if not str(quad.subject).startswith(f"<{rows}")}
    assert left < whole
    assert {(compress(quad.predicate.value), compress(named_node(quad.object).value)) for quad in gone} == {
        ("skos:exactMatch", "ORPHA:2762"),
        ("oboInOwl:hasDbXref", "GARD:109"),
    }


def test_unknown_terms_are_told() -> None:
    """A misspelt licence is answered with the nearest, and with what the graph states."""
    with pytest.raises(ExportError, match=rf"^cc-bye: unknown licence; .*this graph has {CLOSED}$"):
        shareable_as("cc-bye", frozenset({CLOSED}))
