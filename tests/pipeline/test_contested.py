"""Conflicts are found in a few claims of a graph, and are those of all its claims."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.compare.conflict import conflicts
from pohgraph.model import Assertion, Detail, Document, Evidence, GraphContent, Qualifiers, Reference, Span
from pohgraph.pipeline.comparing import Terms, conflicts_in
from pohgraph.pipeline.contested import contested
from pohgraph.read import read_page
from pohgraph.store.quad_reader import MemoryGraph
from pohgraph.store.quads import quads
from pohgraph.store.source import Node
from pohgraph.vocab.lexicon import open_lexicon

PAGES = [read_page(f"Words of page {name}.\n".encode(), name=f"{name}.txt").document for name in "abc"]
DISEASES = [Reference("MONDO", "0000001"), Reference("MONDO", "0000002")]
FINDINGS = [Reference("HP", "0001250"), Reference("HP", "0001263")]
MODES = [Reference("HP", "0000006"), Reference("HP", "0000007")]  # dominant, recessive
ONSETS = [Reference("HP", "0003577"), Reference("HP", "0003581")]
SHARES = [(), (Detail("biolink:has_quotient", "0.1"),), (Detail("biolink:has_percentage", "95"),)]


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
        _qualified(Reference("skos", "exactMatch"), [Reference("OMIM", "1"), Reference("OMIM", "2")]),
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
    every = conflicts(list(read_claims(GraphView(store))), Terms(open_lexicon()).ancestors)
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
        subject=DISEASES[0], predicate=phenotype, target=FINDINGS[0], page=PAGES[1], qualifiers=Qualifiers(negated=True)
    )
    store = _Counting(quads(GraphContent(documents=tuple(PAGES), assertions=(*stated, denied))))
    assert [conflict.kind for conflict in conflicts_in(store)] == ["polarity"]
    assert store.read == 2
    assert len(contested(GraphView(store))) == 2
