"""Many assertions to one set."""

import random

import pytest

from pohgraph.assemble import assemble
from pohgraph.assemble.literature import unify
from pohgraph.assemble.merge import merge
from pohgraph.model import Assertion, Evidence, Publication, Reference, Span
from pohgraph.schema.relations import MAPPING_PREDICATES
from pohgraph.vocab.lexicon import open_lexicon


def _assertion(identifier: str, document: str, start: int) -> Assertion:
    evidence = Evidence(document=document, quote=Span(start, start + 5), section="description", extractor="test")
    return Assertion(
        subject=Reference("MONDO", "1"),
        predicate=Reference("biolink", "has_phenotype"),
        object=Reference("HP", identifier),
        evidence=(evidence,),
    )


def _work(reference: str, title: str, *, journal: str = "", year: str = "", same: tuple[str, ...] = ()) -> Publication:
    return Publication(
        reference=Reference.parse(reference),
        citation=title,
        title=title,
        journal=journal,
        year=year,
        documents=(f"pohdoc:{reference.partition(':')[0]}",),
        same_as=tuple(map(Reference.parse, same)),
    )


def test_equal_claims_become_one_with_all_their_evidence() -> None:
    """The same claim of two pages is one assertion with two pieces of evidence, repeats left out."""
    merged = merge([_assertion("1", "a:1", 0), _assertion("1", "b:1", 9), _assertion("1", "a:1", 0)])
    assert [[e.document for e in assertion.evidence] for assertion in merged] == [["a:1", "b:1"]]


def test_the_order_of_pages_does_not_matter() -> None:
    """Any order of reading gives the same set in the same order."""
    assertions = [_assertion(str(i % 7), f"d:{i % 3}", i) for i in range(40)]
    shuffled = assertions[:]
    random.Random(1).shuffle(shuffled)
    assert merge(shuffled) == merge(assertions)


@pytest.mark.parametrize("predicate", MAPPING_PREDICATES)
def test_an_identifier_is_no_node(predicate: str) -> None:
    """The other identifier of a disease is named by the disease, whatever strength the mapping has; no claim is made of it."""
    evidence = Evidence(document="d:1", quote=Span(0, 5), section="", extractor="test")
    stated = Assertion(
        subject=Reference("MONDO", "0008153"),
        predicate=Reference.parse(predicate),
        object=Reference("OMIM", "166350"),
        evidence=(evidence,),
    )
    content = assemble([], [stated], [], open_lexicon())
    assert [entity.reference.curie for entity in content.entities] == ["MONDO:0008153"]


def test_a_work_is_known_by_title_journal_and_year() -> None:
    """An entry without an identifier is the work another page gives one for."""
    title = "Progressive osseous heteroplasia: diagnosis, treatment, and prognosis"
    works, became = unify(
        [
            _work("pohpub:1", title, journal="Appl Clin Genet", year="2015"),
            _work("PMID:25674011", title, journal="Appl Clin Genet", year="2015", same=("DOI:10.2147/TACG.S51064",)),
        ]
    )
    assert [work.reference.curie for work in works] == ["PMID:25674011"]
    assert became[Reference("pohpub", "1")] == Reference("PMID", "25674011")
    assert works[0].documents == ("pohdoc:PMID", "pohdoc:pohpub")


def test_a_work_is_known_by_any_identifier() -> None:
    """A DOI in another case joins entries that share nothing else, across a third."""
    works, _ = unify(
        [
            _work("DOI:10.1/A", "One title of the work"),
            _work("PMID:1", "Another title", same=("DOI:10.1/a", "PMC:2")),
            _work("PMC:2", "A third"),
        ]
    )
    assert [work.reference.curie for work in works] == ["PMID:1"]
    assert [other.curie for other in works[0].same_as] == ["DOI:10.1/A", "DOI:10.1/a", "PMC:2"]


def test_a_short_title_joins_nothing() -> None:
    """Pages of several publishers are called after the disease; they are not one work."""
    works, _ = unify(
        [
            _work("pohpub:1", "About POH", journal="A", year="2014"),
            _work("pohpub:2", "About POH", journal="A", year="2014"),
        ]
    )
    assert len(works) == 2
