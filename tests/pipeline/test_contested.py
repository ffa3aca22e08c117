"""Conflicts are found in a few claims of a graph, and are those of all its claims."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.compare.conflict import conflicts
from pohgraph.compare.rules import rules
from pohgraph.model import Assertion, Detail, Document, Evidence, GraphContent, Qualifiers, Reference, Span
from pohgraph.pipeline.conflicting import conflicts_in
from pohgraph.pipeline.contested import contested
from pohgraph.read import read_page
from pohgraph.store.quad_reader import MemoryGraph
from pohgraph.store.quads import quads
from pohgraph.store.source import Node
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

PAGES = [read_page(f"Words of page {name}.\n".encode(), name=f"{name}.txt").document for name in "abc"]
DISEASES = [Reference("MONDO", "0008153"), Reference("MONDO", "0007606")]
FINDINGS = [
    Reference("HP", "0000828"),
    Reference("HP", "0000852"),
    Reference("HP", "0001263"),
]  # the first two in one branch
MODES = [Reference("HP", "0000006"), Reference("HP", "0000007")]  # dominant, recessive
ONSETS = [Reference("HP", "0003577"), Reference("HP", "0003581")]
PARENTS = [Reference("pohgraph", "paternal"), Reference("pohgraph", "maternal")]
ORIGINS = [Reference("pohgraph", "de_novo"), Reference("pohgraph", "inherited")]
CODES = [Reference("ICD10", "M61.0"), Reference("ICD10", "M61.9"), Reference("GARD", "109")]
TABLE = Detail("biolink:supporting_data_source", "infores:hpo-annotations", is_reference=True)
RETRACTED = Detail("pohgraph:publication_status", "pohgraph:retracted", is_reference=True)
SHARES = [
    (),
    (TABLE,),
    (RETRACTED,),
    (Detail("biolink:has_quotient", "0.1"),),
    (Detail("biolink:has_percentage", "95"),),
]


def _qualified(predicate: Reference, objects: list[Reference]) -> st.SearchStrategy[Assertion]:
    return st.builds(
        _assertion,
        subject=st.sampled_from(DISEASES),
        predicate=st.just(predicate),
        target=st.sampled_from(objects),
        page=st.sampled_from(PAGES),
        qualifiers=st.builds(
            Qualifiers,
            negated=st.booleans(),
            hedged=st.sampled_from([False, False, True]),
            details=st.sampled_from(SHARES),
        ),
    )


def _assertion(
    *, subject: Reference, predicate: Reference, target: Reference, page: Document, qualifiers: Qualifiers
) -> Assertion:
    place = Evidence(document=page.id, quote=Span(0, 5), section="description", extractor="by_hand")
    return Assertion(subject=subject, predicate=predicate, object=target, qualifiers=qualifiers, evidence=(place,))


CLAIMS = st.lists(
    st.one_of(
        _qualified(Reference("biolink", "has_phenotype"), FINDINGS),
        _qualified(Reference("biolink", "has_mode_of_inheritance"), MODES),
        _qualified(Reference("pohgraph", "has_onset"), ONSETS),
        _qualified(Reference("skos", "exactMatch"), [Reference("OMIM", "1"), Reference("OMIM", "135100")]),
        _qualified(Reference("pohgraph", "has_parent_of_origin"), PARENTS),
        _qualified(Reference("pohgraph", "has_variant_origin"), ORIGINS),
        _qualified(Reference("pohgraph", "has_diagnostic_criterion"), FINDINGS),
        _qualified(Reference("skos", "broadMatch"), CODES),
    ),
    max_size=12,
)


def graph(assertions: Iterable[Assertion]) -> MemoryGraph:
    """The claims as a graph."""
    return MemoryGraph(quads(GraphContent(documents=tuple(PAGES), assertions=tuple(assertions))))


@given(CLAIMS)
def test_a_few_claims_give_the_conflicts_of_all(assertions: list[Assertion]) -> None:
    """Reading only what can be contested, disease by disease, changes no conflict and no order."""
    store = graph(assertions)
    every = conflicts(list(read_claims(GraphView(store))), KnownDiseases(open_lexicon()))
    assert conflicts_in(store) == every


class _Counting(MemoryGraph):
    """Counts the subjects that are read as a whole."""

    read = 0

    def descriptions(
        self, subjects: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
        """As it is, counted."""
        listed = list(subjects)
        self.read += sum("/association/" in subject.value for subject in listed)
        return super().descriptions(listed, graph)


def test_claims_that_nothing_contradicts_are_not_read() -> None:
    """Of claims of one page each, one denied on another page, the two that differ are read."""
    phenotype = Reference("biolink", "has_phenotype")
    stated = [
        _assertion(subject=disease, predicate=phenotype, target=finding, page=PAGES[0], qualifiers=Qualifiers())
        for disease in DISEASES
        for finding in FINDINGS
    ]
    denied = _assertion(
        subject=DISEASES[0], predicate=phenotype, target=FINDINGS[2], page=PAGES[1], qualifiers=Qualifiers(negated=True)
    )
    store = _Counting(quads(GraphContent(documents=tuple(PAGES), assertions=(*stated, denied))))
    assert [conflict.rule for conflict in conflicts_in(store)] == ["stated-and-denied"]
    assert store.read == 2
    assert len(contested(GraphView(store), KnownDiseases(open_lexicon()))) == 2


def _said(
    predicate: str,
    target: str | Reference,
    page: int = 0,
    *details: Detail,
    start: int = 0,
    negated: bool = False,
    hedged: bool = False,
) -> Assertion:
    """A claim of POH by one of the pages, which ends in a term or in text."""
    place = Evidence(document=PAGES[page].id, quote=Span(start, 5), section="description", extractor="by_hand")
    return Assertion(
        subject=DISEASES[0],
        predicate=Reference.parse(predicate),
        object=target if isinstance(target, Reference) else None,
        value=target if isinstance(target, str) else None,
        qualifiers=Qualifiers(details=details, negated=negated, hedged=hedged),
        evidence=(place,),
    )


def _every_kind() -> list[Assertion]:
    """Claims of three pages, in which each rule finds something, by the vocabularies as they ship."""
    phenotype, mode, exact = "biolink:has_phenotype", "biolink:has_mode_of_inheritance", "skos:exactMatch"
    gland, resistance, delay = FINDINGS
    names_also = Detail("pohgraph:names_also", "MONDO:0007606", is_reference=True)
    concern = Detail("pohgraph:publication_status", "pohgraph:expression_of_concern", is_reference=True)
    genes = [
        Assertion(
            subject=Reference("NCBIGene", gene),
            predicate=Reference("biolink", "causes"),
            object=DISEASES[0],
            qualifiers=Qualifiers(),
            evidence=(Evidence(document=PAGES[page].id, quote=Span(0, 5), section="causes", extractor="by_hand"),),
        )
        for page, gene in enumerate(("2778", "90"))
    ]
    return [
        _said(phenotype, delay, 0),
        _said(phenotype, delay, 1, negated=True),
        _said(phenotype, Reference("HP", "0011342"), 0),  # a mild delay
        _said(phenotype, resistance, 0, start=1, negated=True),
        _said("pohgraph:has_diagnostic_criterion", "No resistance", 0, start=1),
        _said(phenotype, gland, 2, TABLE),
        *(_said(phenotype, Reference("HP", "0001482"), page, *SHARES[page + 2]) for page in (1, 2)),
        *(_said(mode, one, page) for page, one in enumerate(MODES)),
        *(_said("pohgraph:has_onset", one, page) for page, one in enumerate(ONSETS)),
        *(_said("pohgraph:has_parent_of_origin", one, page) for page, one in enumerate(PARENTS)),
        _said(mode, Reference("HP", "0012274"), 0),
        _said("pohgraph:has_variant_origin", ORIGINS[1], 2, negated=True),
        *genes,
        _said("oboInOwl:hasRelatedSynonym", "Myositis ossificans progressiva", 0, names_also),
        _said(exact, Reference("OMIM", "135100"), 0),
        _said(exact, Reference("OMIM", "166350"), 1),
        *(_said("skos:broadMatch", code, 0, hedged=True) for code in CODES[:2]),
        _said("pohgraph:has_prevalence", "Rare condition", 1, RETRACTED, hedged=True),
        _said("pohgraph:has_prevalence", "Rare condition", 2, concern, hedged=True),
    ]


def test_every_rule_reads_what_it_needs() -> None:
    """In a graph with something for each rule, the few claims that are read give what all claims give."""
    store = graph(_every_kind())
    found = conflicts_in(store)
    assert found == conflicts(read_claims(GraphView(store)), KnownDiseases(open_lexicon()))
    # Of a disease with one gene, modes are no note: the other cases of that rule are in the tests of `compare`.
    assert {conflict.rule for conflict in found} == set(rules()) - {"modes-of-a-group"}
